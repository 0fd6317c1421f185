import { X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt, decodeProtectedHeader, importX509, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HttpClient, SystemClock } from '@app/platform';
import { testAuthority } from '../../../test/support/certificates.js';
import { RememberedLog, SetClock } from '../../../test/support/doubles.js';
import { EntraDouble } from '../../../test/support/entra.js';
import { AppTokenUnavailable } from './app-token.errors.js';
import { MsalAppTokens } from './app-token.js';

const GRAPH = 'https://graph.microsoft.com';
const TENANT = '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293';
const CLIENT = '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b';

let entra: EntraDouble;
let http: HttpClient;
let log: RememberedLog;
const running: MsalAppTokens[] = [];

beforeEach(async () => {
  entra = await EntraDouble.start();
  http = new HttpClient({ ca: entra.ca });
  log = new RememberedLog();
});

afterEach(async () => {
  for (const tokens of running.splice(0)) tokens.stop();
  await http.close();
  await entra.close();
});

function appTokens(over: { clientSecret?: string | null; clientCertificate?: string; clock?: SetClock } = {}) {
  const { clock = new SystemClock(), clientSecret = 'open sesame', clientCertificate = null } = over;
  const settings = { authorityUrl: entra.url, tenantId: TENANT, clientId: CLIENT, clientSecret, clientCertificate };
  const tokens = new MsalAppTokens(settings, http, clock, log);
  running.push(tokens);
  return tokens;
}

const idOf = (token: string) => decodeJwt(token).jti;

async function failureOf(work: Promise<unknown>): Promise<AppTokenUnavailable> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppTokenUnavailable);
  return error as AppTokenUnavailable;
}

it('shows its secret to the tenant of the call and asks for the resource as a whole', async () => {
  const token = await appTokens().get(GRAPH, TENANT);

  expect(decodeJwt(token).aud).toBe(GRAPH);
  expect(entra.tenants).toEqual([TENANT]);
  expect(Object.fromEntries(entra.tokenRequests[0]!)).toMatchObject({
    client_id: CLIENT,
    client_secret: 'open sesame',
    grant_type: 'client_credentials',
    scope: `${GRAPH}/.default`,
  });
});

it('signs with its certificate and sends the chain along', async () => {
  const authority = await testAuthority();
  const own = await authority.issue('recorder');
  // The chain first: which certificate is ours is told by the key, not by the order.
  const pem = [own.key, authority.cert, own.cert].join('\n');

  await appTokens({ clientSecret: null, clientCertificate: pem }).get(GRAPH, TENANT);

  const request = entra.tokenRequests[0]!;
  const assertion = request.get('client_assertion')!;
  const header = decodeProtectedHeader(assertion);
  const { payload } = await jwtVerify(assertion, await importX509(own.cert, header.alg!), { clockTolerance: 5 });
  const { raw, fingerprint256 } = new X509Certificate(own.cert);
  expect(payload).toMatchObject({ iss: CLIENT, sub: CLIENT, aud: `${entra.url}/${TENANT}/oauth2/v2.0/token` });
  expect(header['x5t#S256']).toBe(Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'));
  expect(header.x5c).toEqual([raw, new X509Certificate(authority.cert).raw].map((der) => der.toString('base64')));
  expect(request.has('client_secret')).toBe(false);
});

it('says at start when the certificate file cannot be used', async () => {
  const [one, other] = [await testAuthority(), await testAuthority()];
  const start = (clientCertificate: string) => () => appTokens({ clientSecret: null, clientCertificate });

  expect(start(one.cert)).toThrow('The client certificate file holds no unencrypted private key');
  expect(start(one.key + other.cert)).toThrow('The client certificate file holds no certificate of its private key');
  expect(start('')).toThrow('The application has neither a certificate nor a secret');
});

it('asks once for fifty callers who come at the same time, and not again for those who come later', async () => {
  const tokens = appTokens();

  const got = await Promise.all(Array.from({ length: 50 }, () => tokens.get(GRAPH, TENANT)));
  got.push(await tokens.get(GRAPH, TENANT));

  expect(new Set(got).size).toBe(1);
  expect(entra.tokenRequests).toHaveLength(1);
});

it('keeps tenants and resources apart', async () => {
  const tokens = appTokens();
  const other = 'f0000000-0000-4000-8000-000000000001';

  const got = await Promise.all([
    tokens.get(GRAPH, TENANT),
    tokens.get(GRAPH, other),
    tokens.get(`api://${CLIENT}`, TENANT),
  ]);

  expect(new Set(got).size).toBe(3);
  expect(entra.tenants.sort()).toEqual([TENANT, TENANT, other].sort());
});

it('renews a token in the background at half its life, while callers get the old one at once', async () => {
  entra.expiresInSeconds = 4;
  const tokens = appTokens();
  const first = await tokens.get(GRAPH, TENANT);
  let open = () => {};
  entra.gate = new Promise((resolve) => (open = resolve));

  await vi.waitFor(() => expect(entra.tokenRequests).toHaveLength(2), { timeout: 3_500, interval: 20 });
  expect(await tokens.get(GRAPH, TENANT)).toBe(first);

  open();
  await vi.waitFor(async () => expect(idOf(await tokens.get(GRAPH, TENANT))).toBe('token-2'), { timeout: 5_000 });
  expect(entra.tokenRequests).toHaveLength(2);
});

it('serves a token with less than five minutes to live without asking again', async () => {
  entra.expiresInSeconds = 240;
  const tokens = appTokens();

  const got = [await tokens.get(GRAPH, TENANT), await tokens.get(GRAPH, TENANT), await tokens.get(GRAPH, TENANT)];

  expect(new Set(got).size).toBe(1);
  expect(entra.tokenRequests).toHaveLength(1);
});

it('serves the last valid token while renewal fails, and none that has expired', async () => {
  const clock = new SetClock();
  entra.expiresInSeconds = 3;
  const tokens = appTokens({ clock });
  const first = await tokens.get(GRAPH, TENANT);
  entra.failures.push({ status: 503, body: { error: 'temporarily_unavailable' } });
  await vi.waitFor(() => expect(log.messages('warn')).toContain('No application token'), { timeout: 3_000 });

  expect(await tokens.get(GRAPH, TENANT)).toBe(first);

  clock.advance(4_000);
  expect(idOf(await tokens.get(GRAPH, TENANT))).toBe('token-2');
});

it.each([
  [429, { error: 'temporarily_unavailable', error_description: 'AADSTS90100' }],
  [500, '<html>oops</html>'],
  [503, { error: 'server_error' }],
  [503, {}],
])('asks again after a %i, although the library would hold itself back', async (status, body) => {
  const tokens = appTokens();
  entra.failures.push({ status, body });

  const failure = await failureOf(tokens.get(GRAPH, TENANT));

  expect(failure.category).toBe('retry');
  expect(failure.code).not.toBe('');
  expect(idOf(await tokens.get(GRAPH, TENANT))).toBe('token-1');
  expect(entra.tokenRequests).toHaveLength(2);
});

it('tells a wrong secret from a fault of the moment, and keeps the secret out of error and log', async () => {
  entra.failures.push({
    status: 401,
    body: {
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid client secret',
      error_codes: [7000215],
    },
  });

  const failure = await failureOf(appTokens().get(GRAPH, TENANT));

  expect(failure).toMatchObject({ category: 'refused', code: 'invalid_client', tenantId: TENANT });
  expect(JSON.stringify([failure.message, failure.stack, log.lines])).not.toContain('open sesame');
});

it('says so when the identity platform cannot be reached', async () => {
  await entra.close();

  const failure = await failureOf(appTokens().get(GRAPH, TENANT));

  expect(failure.category).toBe('retry');
  entra = await EntraDouble.start();
});

it('drops a token that was refused, but not the newer one that another caller has fetched meanwhile', async () => {
  const tokens = appTokens();
  const refused = await tokens.get(GRAPH, TENANT);

  tokens.forget(GRAPH, TENANT, refused);
  const newer = await tokens.get(GRAPH, TENANT);
  tokens.forget(GRAPH, TENANT, refused);

  expect(idOf(newer)).toBe('token-2');
  expect(await tokens.get(GRAPH, TENANT)).toBe(newer);
  tokens.forget(GRAPH, TENANT);
  expect(idOf(await tokens.get(GRAPH, TENANT))).toBe('token-3');
});

it('asks nothing more once it was stopped', async () => {
  entra.expiresInSeconds = 2;
  const tokens = appTokens();
  await tokens.get(GRAPH, TENANT);

  tokens.stop();
  await sleep(1_500);

  expect(entra.tokenRequests).toHaveLength(1);
});
