import { generateKeyPair, generateSecret, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RememberedLog, SetClock } from '../../../../test/support/doubles.js';
import { signWith, TokenIssuer } from '../../../../test/support/token-issuer.js';
import { HttpClient } from '../http/http-client.js';
import { OpenIdKeys } from './openid-keys.js';
import { TokenRefused } from './token-refused.errors.js';

const MINUTE = 60;
const expected = { issuers: ['https://api.botframework.com'], audiences: ['our-app'] };

let issuer: TokenIssuer;
let keys: OpenIdKeys;
let clock: SetClock;
let log: RememberedLog;
const http = new HttpClient();

beforeEach(async () => {
  issuer = await TokenIssuer.start('k1');
  clock = new SetClock();
  log = new RememberedLog();
  keys = new OpenIdKeys(http, log, clock, [issuer.openIdUrl]);
  await keys.start();
});

afterEach(async () => {
  keys.stop();
  await issuer.close();
});

function claims(overrides: JWTPayload = {}): JWTPayload {
  const now = Math.floor(clock.now().getTime() / 1000);
  return { iss: 'https://api.botframework.com', aud: 'our-app', nbf: now, exp: now + 65 * MINUTE, ...overrides };
}

async function reasonOf(token: string): Promise<string> {
  try {
    await keys.verify(token, expected);
    return 'believed';
  } catch (error) {
    expect(error).toBeInstanceOf(TokenRefused);
    const refused = error as TokenRefused;
    expect(refused.kind).toBe('unauthorized');
    expect(refused.code).toBe(`token.${refused.reason}`);
    expect(JSON.stringify([refused.message, refused.facts])).not.toContain(token);
    return refused.reason;
  }
}

const seconds = (offset: number) => Math.floor(clock.now().getTime() / 1000) + offset;
const signed = (overrides: JWTPayload) => issuer.sign(claims(overrides), 'k1');

it('believes a token that is signed, current and meant for us, and gives its claims', async () => {
  const token = await signed({ tid: 't1' });

  const payload = await keys.verify(token, expected);

  expect(payload).toMatchObject({ iss: 'https://api.botframework.com', aud: 'our-app', tid: 't1' });
});

it.each(['https://api.botframework.com/', 'https://api.botframework.com'])('takes %s as the issuer', async (iss) => {
  expect(await reasonOf(await signed({ iss }))).toBe('believed');
});

it.each<[string, () => Promise<string>]>([
  ['issuer', () => signed({ iss: 'https://api.botframework.com.evil.example' })],
  ['issuer', () => signed({ iss: 'https://api.botframework.com//' })],
  ['issuer', () => signed({ iss: undefined })],
  ['audience', () => signed({ aud: 'another-app' })],
  ['audience', () => signed({ aud: undefined })],
  ['no-expiry', () => signed({ exp: undefined })],
  ['malformed', () => Promise.resolve('not.a.token')],
  ['malformed', () => Promise.resolve('e30')],
  ['malformed', () => Promise.resolve('.')],
  ['no-key-id', () => signWith(issuer.privateKey('k1'), claims())],
  ['unknown-key', () => signWith(issuer.privateKey('k1'), claims(), 'k9')],
  ['too-large', () => signed({ padding: 'x'.repeat(8 * 1024) })],
])('refuses a token for its %s (%#)', async (reason, token) => {
  expect(await reasonOf(await token())).toBe(reason);
});

it('refuses a token that somebody else signed under a known key id', async () => {
  const { privateKey } = await generateKeyPair('RS256');

  expect(await reasonOf(await signWith(privateKey, claims(), 'k1'))).toBe('signature');
});

it('refuses a token whose claims were changed after signing', async () => {
  const [header, , signature] = (await signed({})).split('.');
  const changed = Buffer.from(JSON.stringify(claims({ tid: 'other' }))).toString('base64url');

  expect(await reasonOf(`${header}.${changed}.${signature}`)).toBe('signature');
});

it('refuses every algorithm but RS256 before it looks for a key', async () => {
  const { privateKey } = await generateKeyPair('ES256');
  const secret = await generateSecret('HS256', { extractable: true });
  const unsigned = new UnsecuredJWT(claims()).encode();

  expect(await reasonOf(unsigned)).toBe('algorithm');
  expect(await reasonOf(await signWith(secret, claims(), 'k1', 'HS256'))).toBe('algorithm');
  expect(await reasonOf(await signWith(privateKey, claims(), 'k1', 'ES256'))).toBe('algorithm');
  expect(await reasonOf(await signWith((await generateKeyPair('PS256')).privateKey, claims(), 'k1', 'PS256'))).toBe(
    'algorithm',
  );
});

it.each([
  ['exp', -4, 'believed'],
  ['exp', -6, 'expired'],
  ['nbf', 4, 'believed'],
  ['nbf', 6, 'not-yet-valid'],
] as const)('with %s at %i minutes from now the token is %s', async (claim, minutes, outcome) => {
  expect(await reasonOf(await signed({ [claim]: seconds(minutes * MINUTE) }))).toBe(outcome);
});

it('believes a token if any of the documents has its key', async () => {
  const second = await TokenIssuer.start('k2');
  const both = new OpenIdKeys(http, log, clock, [issuer.openIdUrl, second.openIdUrl]);
  await both.start();

  const payload = await both.verify(await second.sign(claims(), 'k2'), expected);

  expect(payload.aud).toBe('our-app');
  both.stop();
  await second.close();
});

it('tells two keys of one id apart by the signature', async () => {
  const second = await TokenIssuer.start('k1');
  const both = new OpenIdKeys(http, log, clock, [issuer.openIdUrl, second.openIdUrl]);
  await both.start();

  const payload = await both.verify(await second.sign(claims(), 'k1'), expected);

  expect(payload.aud).toBe('our-app');
  both.stop();
  await second.close();
});

describe('a token that is shown again', () => {
  it('has its signature checked once', async () => {
    const check = vi.spyOn(crypto.subtle, 'verify');
    const token = await signed({ tid: 't1' });

    const shown = [await keys.verify(token, expected), await keys.verify(token, expected)];

    expect(shown.map(({ tid }) => tid)).toEqual(['t1', 't1']);
    expect(check).toHaveBeenCalledTimes(1);
    check.mockRestore();
  });

  it('expires when it would have expired the first time', async () => {
    const token = await signed({ exp: seconds(10 * MINUTE) });
    expect(await reasonOf(token)).toBe('believed');

    clock.advance(1000 * (15 * MINUTE - 1));
    expect(await reasonOf(token)).toBe('believed');
    clock.advance(1000);
    expect(await reasonOf(token)).toBe('expired');
  });

  it('is held against each expectation anew', async () => {
    const token = await signed({});
    await keys.verify(token, expected);

    await expect(keys.verify(token, { ...expected, audiences: ['another-app'] })).rejects.toMatchObject({
      reason: 'audience',
    });
    await expect(keys.verify(token, { ...expected, issuers: ['our-app'] })).rejects.toMatchObject({ reason: 'issuer' });
  });

  it('is refused again when it was refused before', async () => {
    const token = await signed({ aud: 'another-app' });

    expect([await reasonOf(token), await reasonOf(token)]).toEqual(['audience', 'audience']);
  });
});
