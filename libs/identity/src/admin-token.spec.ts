import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JWTPayload } from 'jose';
import { Config, HttpClient, OpenIdKeys } from '@app/platform';
import { RememberedLog, SetClock } from '../../../test/support/doubles.js';
import { TokenIssuer } from '../../../test/support/token-issuer.js';
import { AdminToken } from './admin-token.js';

const HOME = '11111111-1111-4111-8111-111111111111';
const SERVED = '22222222-2222-4222-8222-222222222222';
const STRANGER = '33333333-3333-4333-8333-333333333333';
const CLIENT = '44444444-4444-4444-8444-444444444444';
const login = (tenant: string) => `https://login.example/${tenant}/v2.0`;

const clock = new SetClock();
const now = clock.now().getTime() / 1000;
const http = new HttpClient();
let issuer: TokenIssuer;
let token: AdminToken;

beforeAll(async () => {
  issuer = await TokenIssuer.start('k1');
  const config = Config.load({
    RECORDER_GRAPH_URL: 'http://127.0.0.1:9',
    RECORDER_ENTRA_TENANT_ID: HOME,
    RECORDER_ENTRA_CLIENT_ID: CLIENT,
    RECORDER_ENTRA_CLIENT_SECRET: 'secret',
    RECORDER_CALLS_TENANTS: `${HOME},${SERVED}`,
    RECORDER_ADMIN_OPENID_URL: issuer.openIdUrl,
    RECORDER_ADMIN_ISSUERS: [HOME, SERVED, STRANGER].map(login).join(','),
  });
  token = new AdminToken(new OpenIdKeys(http, new RememberedLog(), clock, [issuer.openIdUrl]), config);
  await token.onModuleInit();
});
afterAll(async () => {
  token.onApplicationShutdown();
  await issuer.close();
  await http.close();
});

const sound: JWTPayload = {
  iss: login(HOME),
  aud: CLIENT,
  tid: HOME,
  oid: 'person-1',
  azp: 'console',
  scp: 'access_as_user',
  roles: ['Recording.Read'],
  exp: now + 3600,
};

async function callerWith(claims: JWTPayload) {
  return token.caller(['Host', 'x', 'Authorization', `Bearer ${await issuer.sign({ ...sound, ...claims }, 'k1')}`]);
}

it('knows a person of the home tenant, who sees every tenant', async () => {
  expect(await callerWith({})).toEqual({
    subject: 'person-1',
    tenantId: HOME,
    kind: 'delegated',
    roles: ['Recording.Read'],
    tenantScope: null,
  });
});

it('knows a program of a served tenant, which sees its own tenant only', async () => {
  const claims = { iss: login(SERVED), tid: SERVED.toUpperCase(), scp: undefined, azp: undefined, appid: 'script' };

  expect(await callerWith(claims)).toMatchObject({ kind: 'application', tenantId: SERVED, tenantScope: SERVED });
});

it.each<[string, JWTPayload]>([
  ['with the prefix api://', { aud: `api://${CLIENT}` }],
  ['that expired within the allowed skew', { exp: now - 240 }],
])('accepts a token %s', async (_what, claims) => {
  await expect(callerWith(claims)).resolves.toMatchObject({ subject: 'person-1' });
});

it.each<[string, JWTPayload, string]>([
  ['of an issuer it does not know', { iss: login('elsewhere') }, 'token.issuer'],
  ['for somebody else', { aud: 'https://graph.microsoft.com' }, 'token.audience'],
  ['that has expired', { exp: now - 400 }, 'token.expired'],
  ['that never expires', { exp: undefined }, 'token.no-expiry'],
  ['that names no tenant', { tid: undefined }, 'token.unfit'],
  ['that one tenant issued in the name of another', { tid: SERVED }, 'token.unfit'],
  ['that is an ID token', { azp: undefined }, 'token.unfit'],
  ['that names nobody', { oid: undefined, sub: undefined }, 'token.unfit'],
  ['of a tenant that is not served', { iss: login(STRANGER), tid: STRANGER }, 'identity.tenant-not-served'],
])('refuses a token %s', async (_what, claims, code) => {
  await expect(callerWith(claims)).rejects.toMatchObject({ code });
});

it.each<[string, string[], string]>([
  ['no token', ['Host', 'x'], 'token.missing'],
  ['a password', ['authorization', 'Basic dXNlcjpwYXNz'], 'token.not-bearer'],
  ['a token that is none', ['authorization', 'Bearer abc'], 'token.malformed'],
  ['two tokens', ['authorization', 'Bearer a', 'Authorization', 'Bearer b'], 'token.repeated-header'],
])('refuses %s', async (_what, headers, code) => {
  await expect(token.caller(headers)).rejects.toMatchObject({ code });
});
