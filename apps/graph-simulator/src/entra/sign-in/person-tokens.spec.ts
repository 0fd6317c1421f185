import 'reflect-metadata';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Browser, type TokenAnswer } from '../../spec-support/browser.js';
import { Desk } from '../../spec-support/desk.js';

const AUTHORITY = 'https://localhost:4500';
const OTHER_TENANT = '5b8e0c2d-7777-4e1f-9a3b-8c6d4e2f0a19';
let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  desk = await Desk.start({ SIMULATOR_PUBLIC_URL: AUTHORITY });
});

afterAll(() => desk.stop());

beforeEach(() => {
  browser = new Browser(desk);
});

const newCode = async (...signIn: Parameters<Browser['signIn']>) => (await browser.signIn(...signIn)).get('code') ?? '';
const granted = async (reply: Response) => (await reply.json()) as TokenAnswer;
const clientInfo = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
const refusal = async (reply: Response) => {
  const { error, error_description } = (await reply.json()) as { error: string; error_description: string };
  return [reply.status, error, /^AADSTS\d+/.exec(error_description)?.[0]];
};

it('gives tokens that the published keys confirm, of the issuer that recorders are set to', async () => {
  const { clientId, tenantId } = desk.settings;
  const keys = createLocalJWKSet((await desk.json<JSONWebKeySet>('GET', `/${tenantId}/discovery/v2.0/keys`)).body);
  const expected = { issuer: `${AUTHORITY}/${tenantId}/v2.0`, audience: clientId };

  const answer = await browser.tokens({ 'adele:Recording.Operate': 'on' });

  const access = (await jwtVerify(answer.access_token, keys, expected)).payload;
  const id = (await jwtVerify(answer.id_token, keys, expected)).payload;
  const person = {
    tid: tenantId,
    name: 'Adele Vance',
    preferred_username: 'adele@contoso.example',
    roles: ['Recording.Read', 'Recording.Operate'],
    ver: '2.0',
  };
  expect(access).toMatchObject({ ...person, azp: clientId, azpacr: '0', scp: 'access_as_user' });
  expect(id).toMatchObject({ ...person, nonce: 'nonce-of-the-page', oid: access.oid, sub: access.sub });
  // An ID token that named a client could be taken for an access token.
  expect([id.azp, id.scp]).toEqual([undefined, undefined]);
  expect(clientInfo(answer.client_info)).toEqual({ uid: access.oid, utid: tenantId });
  expect(answer).toMatchObject({
    token_type: 'Bearer',
    scope: `${clientId}/access_as_user openid profile`,
    expires_in: 3_599,
    ext_expires_in: 3_599,
    refresh_token_expires_in: expect.closeTo(24 * 3_600, -2) as number,
  });
});

it('speaks for whoever was chosen: of which tenant, with which roles', async () => {
  const choice = { person: 'arthur', 'arthur:Recording.Audit': 'on', 'omar:Recording.Operate': 'on' };
  const answer = await browser.tokens({ tenant: OTHER_TENANT, ...choice }, 'organizations');

  expect(decodeJwt(answer.access_token)).toMatchObject({
    iss: `${AUTHORITY}/${OTHER_TENANT}/v2.0`,
    tid: OTHER_TENANT,
    name: 'Arthur Lindqvist',
    preferred_username: 'arthur@fabrikam.example',
    roles: ['Recording.Audit'],
  });
  expect(clientInfo(answer.client_info)).toMatchObject({ utid: OTHER_TENANT });
});

it('knows somebody again by the same id, who has another in another tenant', async () => {
  const oid = async (choice: Record<string, string> = {}, tenant?: string) =>
    decodeJwt((await browser.tokens(choice, tenant)).access_token).oid;

  const elsewhere = await oid({ tenant: OTHER_TENANT }, 'organizations');
  const [first, again] = [await oid(), await oid({}, 'organizations')];

  expect(again).toBe(first);
  expect(elsewhere).not.toBe(first);
});

it('leaves roles out when none was chosen', async () => {
  const { access_token: token } = await browser.tokens({ person: 'carla' });

  expect(decodeJwt(token)).not.toHaveProperty('roles');
});

it('gives a page that asked for the profile only no token for the recorder, and no refresh token', async () => {
  const code = await newCode({}, { scope: 'openid profile' });

  const answer = await granted(await browser.redeem(code));

  const { aud, scp, roles } = decodeJwt(answer.access_token);
  expect([aud, scp, roles]).toEqual(['00000003-0000-0000-c000-000000000000', 'openid profile', undefined]);
  expect(answer).not.toHaveProperty('refresh_token');
});

it.each([
  ['another verifier', { code_verifier: 'x'.repeat(43) }, [400, 'invalid_grant', 'AADSTS501481']],
  ['no verifier', { code_verifier: undefined }, [400, 'invalid_request', 'AADSTS900144']],
  ['another address', { redirect_uri: 'http://127.0.0.1:3978/console/' }, [400, 'invalid_grant', 'AADSTS500112']],
  ['a scope that there is not', { scope: 'Files.Read' }, [400, 'invalid_scope', 'AADSTS70011']],
  ['an unknown application', { client_id: 'nobody' }, [400, 'unauthorized_client', 'AADSTS700016']],
])('refuses a code that comes with %s', async (_what, more, expected) => {
  expect(await refusal(await browser.redeem(await newCode(), more))).toEqual(expected);
});

it('refuses a code that it never gave', async () => {
  expect(await refusal(await browser.redeem('made-up'))).toEqual([400, 'invalid_grant', 'AADSTS70000']);
});

it('refuses a code to an application that has no pages', async () => {
  const reply = await browser.redeem(await newCode(), { client_id: desk.settings.mediaHostClientId });

  expect(await refusal(reply)).toEqual([400, 'invalid_request', 'AADSTS9002326']);
});

it('takes a code once', async () => {
  const code = await newCode();

  const first = await browser.redeem(code);

  expect(first.status).toBe(200);
  expect(await refusal(await browser.redeem(code))).toEqual([400, 'invalid_grant', 'AADSTS54005']);
});

it('spends a code on a wrong verifier: nobody may try twice', async () => {
  const code = await newCode();
  await browser.redeem(code, { code_verifier: 'x'.repeat(43) });

  expect(await refusal(await browser.redeem(code))).toEqual([400, 'invalid_grant', 'AADSTS54005']);
});

it.each([
  ['a program that is no page', null, 'AADSTS9002327'],
  ['a page of another origin', 'https://elsewhere.example', 'AADSTS9002326'],
])('refuses a code to %s', async (_what, origin, expected) => {
  const reply = await browser.redeem(await newCode(), {}, origin);

  expect(await refusal(reply)).toEqual([400, 'invalid_request', expected]);
});

it('refreshes: the same person and roles, another refresh token, no nonce', async () => {
  const first = await browser.tokens();

  const second = await granted(await browser.refresh(first.refresh_token));

  const [before, after] = [decodeJwt(first.access_token), decodeJwt(second.access_token)];
  expect([after.oid, after.roles, after.scp]).toEqual([before.oid, before.roles, before.scp]);
  expect(after.uti).not.toBe(before.uti);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(decodeJwt(second.id_token)).not.toHaveProperty('nonce');
  expect((await browser.refresh(second.refresh_token)).status).toBe(200);
});

it('refuses a refresh token that it never gave', async () => {
  expect(await refusal(await browser.refresh('made-up'))).toEqual([400, 'invalid_grant', 'AADSTS70000']);
});
