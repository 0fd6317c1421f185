import { readFileSync } from 'node:fs';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HttpClient, OpenIdKeys } from '@app/platform';
import { RememberedLog, SetClock } from '../../../test/support/doubles.js';
import { TokenIssuer } from '../../../test/support/token-issuer.js';
import { InboundTokens } from './inbound-token.js';

const published = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/graph/examples/33-inbound-jwt-claims.json', import.meta.url), 'utf8'),
) as JWTPayload & { tid: string };
const clock = new SetClock(new Date(published.iat! * 1000));
const http = new HttpClient();

let issuer: TokenIssuer;
let keys: OpenIdKeys;

beforeAll(async () => {
  issuer = await TokenIssuer.start('k1');
  keys = new OpenIdKeys(http, new RememberedLog(), clock, [issuer.openIdUrl]);
  await keys.start();
});

afterAll(async () => {
  keys.stop();
  await issuer.close();
});

function inbound(tenants: readonly string[] | '*' = [published.tid]): InboundTokens {
  return new InboundTokens(keys, {
    openIdUrls: [],
    issuers: ['https://api.botframework.com', 'https://graph.microsoft.com'],
    audiences: [published.aud as string],
    tenants,
    keepAliveSeconds: 600,
    pauseLimitSeconds: 3_600,
  });
}

const bearing = async (claims: JWTPayload) => ['Authorization', `Bearer ${await issuer.sign(claims, 'k1')}`];

it('names the tenant of the token that Microsoft describes', async () => {
  expect(await inbound().verify(await bearing(published))).toEqual({ tenantId: published.tid });
});

it('takes the second issuer, with a slash at its end, and the tenant in upper case', async () => {
  const claims = { ...published, iss: 'https://graph.microsoft.com/', tid: published.tid.toUpperCase() };

  expect(await inbound().verify(await bearing(claims))).toEqual({ tenantId: published.tid });
});

it("reads the tenant's long name when there is no short one", async () => {
  const claims = {
    ...published,
    tid: undefined,
    'http://schemas.microsoft.com/identity/claims/tenantid': published.tid,
  };

  expect(await inbound().verify(await bearing(claims))).toEqual({ tenantId: published.tid });
});

it.each([
  ['no tenant', undefined],
  ['an empty tenant', ''],
  ['a tenant that is no GUID', 'contoso.onmicrosoft.com'],
  ['a tenant that is no text', 7],
])('forbids a token with %s, even when every tenant is served', async (_, tid) => {
  await expect(inbound('*').verify(await bearing({ ...published, tid }))).rejects.toMatchObject({
    kind: 'forbidden',
    code: 'token.tenant-missing',
  });
});

it('forbids a tenant that is not served, unless all are', async () => {
  const stranger = 'f0000000-0000-4000-8000-000000000001';
  const headers = await bearing({ ...published, tid: stranger });

  await expect(inbound().verify(headers)).rejects.toMatchObject({
    kind: 'forbidden',
    code: 'token.tenant-not-served',
    facts: { tenantId: stranger },
  });
  expect(await inbound('*').verify(headers)).toEqual({ tenantId: stranger });
});

it.each([
  ['token.missing', () => Promise.resolve([])],
  ['token.issuer', () => bearing({ ...published, iss: 'https://sts.windows.net/' })],
  ['token.audience', () => bearing({ ...published, aud: 'ffffffff-2222-4f6a-9b8c-3d5e7f901a2b' })],
  ['token.expired', () => bearing({ ...published, exp: published.iat! - 360 })],
  ['token.repeated-header', async () => [...(await bearing(published)), ...(await bearing(published))]],
])('does not believe a request with %s', async (code, headers) => {
  await expect(inbound().verify(await headers())).rejects.toMatchObject({ kind: 'unauthorized', code });
});
