import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RememberedLog, SetClock } from '../../../../test/support/doubles.js';
import { signWith, TokenIssuer } from '../../../../test/support/token-issuer.js';
import { HttpClient } from '../http/http-client.js';
import { OpenIdKeys } from './openid-keys.js';

const HOUR = 60 * 60_000;
const expected = { issuers: ['us'], audiences: ['our-app'] };

let issuer: TokenIssuer;
let keys: OpenIdKeys;
let clock: SetClock;
let log: RememberedLog;
const http = new HttpClient();

beforeEach(async () => {
  // Only timers are fake: sockets need the rest, and time is the clock's.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  issuer = await TokenIssuer.start('k1');
  clock = new SetClock();
  log = new RememberedLog();
  keys = new OpenIdKeys(http, log, clock, [issuer.openIdUrl]);
});

afterEach(async () => {
  keys.stop();
  vi.useRealTimers();
  await issuer.close();
});

const claims = () => ({ iss: 'us', aud: 'our-app', exp: Math.floor(clock.now().getTime() / 1000) + 3600 });
const token = (kid: string) => issuer.sign(claims(), kid);
const outcome = (text: string) =>
  keys.verify(text, expected).then(
    () => 'believed',
    (error: { reason: string }) => error.reason,
  );

/** Lets `ms` pass for the timers and the clock, and real sockets finish what the timers began. */
async function pass(ms: number): Promise<void> {
  const before = issuer.asked;
  clock.advance(ms);
  vi.advanceTimersByTime(ms);
  await vi.waitFor(() => expect(issuer.asked).toBeGreaterThan(before), { timeout: 2_000, interval: 5 });
  await keys.start(); // joins the fetch under way, or makes one more
}

it('takes a new key without a restart as soon as a token names it', async () => {
  await keys.start();
  await issuer.addKey('k2');

  expect(await outcome(await token('k2'))).toBe('believed');
  expect(await outcome(await token('k1'))).toBe('believed');
  expect(issuer.fetches).toBe(2);
});

it('answers a flood of made-up key ids with one fetch a minute', async () => {
  await keys.start();
  const floods = Array.from({ length: 1000 }, (_, at) => signWith(issuer.privateKey('k1'), claims(), `junk-${at}`));
  const flood = await Promise.all(floods);

  const first = await Promise.all(flood.map(outcome));
  for (const one of flood.slice(0, 50)) expect(await outcome(one)).toBe('unknown-key');

  expect(new Set(first)).toEqual(new Set(['unknown-key']));
  expect(issuer.fetches).toBe(2);
  clock.advance(59_000);
  await outcome(flood[0]!);
  expect(issuer.fetches).toBe(2);
  clock.advance(1_000);
  await Promise.all(flood.map(outcome));
  expect(issuer.fetches).toBe(3);
});

it('still takes known keys during such a flood', async () => {
  await keys.start();
  const junk = await signWith(issuer.privateKey('k1'), claims(), 'junk');

  const [, known] = await Promise.all([outcome(junk), outcome(await token('k1'))]);

  expect(known).toBe('believed');
});

it('asks a broken endpoint no more than once a minute for made-up key ids', async () => {
  await keys.start();
  issuer.brokenWith = 503;
  const junk = await signWith(issuer.privateKey('k1'), claims(), 'junk');

  await Promise.all(Array.from({ length: 200 }, () => outcome(junk)));
  await Promise.all(Array.from({ length: 200 }, () => outcome(junk)));

  expect(issuer.asked).toBe(2);
});

it('fetches again in the background every hour, and then stops honouring a withdrawn key', async () => {
  await keys.start();
  const stolen = issuer.withdrawKey('k1');
  await issuer.addKey('k2');

  expect(await outcome(await signWith(stolen, claims(), 'k1'))).toBe('believed');
  await pass(HOUR);

  expect(await outcome(await signWith(stolen, claims(), 'k1'))).toBe('unknown-key');
  expect(await outcome(await token('k2'))).toBe('believed');
});

it('stops honouring a token it has believed before when its key is withdrawn', async () => {
  await keys.start();
  const believed = await token('k1');
  expect(await outcome(believed)).toBe('believed');
  issuer.withdrawKey('k1');
  await issuer.addKey('k2');

  await keys.start();

  expect(await outcome(believed)).toBe('unknown-key');
});

it('stops honouring a token it has believed before when another key has taken its key id', async () => {
  await keys.start();
  const believed = await token('k1');
  expect(await outcome(believed)).toBe('believed');
  issuer.withdrawKey('k1');
  await issuer.addKey('k1');

  await keys.start();

  expect(await outcome(believed)).toBe('signature');
});

it('stops honouring a token it has believed before when its keys have become too old', async () => {
  await keys.start();
  const believed = await issuer.sign({ ...claims(), exp: claims().exp + 48 * 3600 }, 'k1');
  expect(await outcome(believed)).toBe('believed');

  issuer.brokenWith = 503;
  clock.advance(24 * HOUR);

  expect(await outcome(believed)).toBe('keys-unavailable');
});

it('keeps the last good keys for 24 hours while the endpoint is down, and no longer', async () => {
  await keys.start();
  issuer.brokenWith = 503;

  await pass(HOUR);
  clock.advance(22.9 * HOUR);
  expect(await outcome(await token('k1'))).toBe('believed');
  expect(keys.ready).toBe(true);

  clock.advance(0.2 * HOUR);
  expect(await outcome(await token('k1'))).toBe('keys-unavailable');
  expect(keys.ready).toBe(false);
  expect(log.messages('warn')).toContain('OpenID keys could not be fetched');
});

it('starts while the endpoint is down, says that it is not ready, and recovers by itself', async () => {
  issuer.brokenWith = 500;

  await keys.start();
  expect(keys.ready).toBe(false);
  expect(await outcome(await token('k1'))).toBe('keys-unavailable');

  issuer.brokenWith = null;
  await pass(10_000);
  expect(keys.ready).toBe(true);
  expect(await outcome(await token('k1'))).toBe('believed');
});

it('keeps its keys when the endpoint answers with an empty set', async () => {
  await keys.start();
  const key = issuer.withdrawKey('k1');

  await pass(HOUR);

  expect(await outcome(await signWith(key, claims(), 'k1'))).toBe('believed');
});

it('does not follow a key set to plain http on another machine', async () => {
  const { TestServer } = await import('../../../../test/support/http-server.js');
  const liar = await TestServer.start(() => ({ status: 200, body: { jwks_uri: 'http://keys.example/keys' } }));
  const misled = new OpenIdKeys(http, log, clock, [`${liar.url}/openid`]);

  await misled.start();

  expect(misled.ready).toBe(false);
  expect(log.lines.at(-1)?.fields).toMatchObject({ fault: 'jwks_uri is not https' });
  misled.stop();
  await liar.close();
});
