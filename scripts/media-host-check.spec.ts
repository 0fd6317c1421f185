import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HttpClient } from '@app/platform';
import { startMediaHost } from '../apps/media-host/src/media-host.js';
import { Settings } from '../apps/media-host/src/settings.js';
import { TestServer } from '../test/support/http-server.js';
import { TokenIssuer } from '../test/support/token-issuer.js';
import { checkMediaHost } from './media-host-check/checks.js';

const ISSUER = 'https://login.example.com/tenant/v2.0';
const http = new HttpClient();
let issuer: TokenIssuer;
let dataDir: string;
let close: () => Promise<void>;
let url: string;

beforeAll(async () => {
  issuer = await TokenIssuer.start('k1');
  dataDir = await mkdtemp(join(tmpdir(), 'media-host-check-'));
  const [httpPort, mediaPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${httpPort}`;
  const settings = new Settings({
    MEDIA_HOST_ID: 'host-1',
    MEDIA_HOST_HTTP_PORT: String(httpPort),
    MEDIA_HOST_URL: url,
    MEDIA_HOST_MEDIA_PORT: String(mediaPort),
    MEDIA_HOST_REGION: 'EUWE',
    MEDIA_HOST_MAX_CALLS: '3',
    MEDIA_HOST_DATA_DIR: dataDir,
    // Nobody listens there: the contract's tests need no recorder.
    MEDIA_HOST_RECORDER_URLS: 'http://127.0.0.1:1',
    MEDIA_HOST_ENTRA_AUTHORITY_URL: 'https://127.0.0.1:1',
    MEDIA_HOST_ENTRA_TENANT_ID: 'tenant',
    MEDIA_HOST_ENTRA_CLIENT_ID: 'client',
    MEDIA_HOST_ENTRA_CLIENT_SECRET: 'secret',
    MEDIA_HOST_RECORDER_AUDIENCE: 'api://recorder',
    MEDIA_HOST_OPENID_URL: issuer.openIdUrl,
    MEDIA_HOST_ISSUERS: ISSUER,
    MEDIA_HOST_AUDIENCE: 'api://media',
    MEDIA_HOST_LOG_LEVEL: 'silent',
  });
  const app = await startMediaHost(settings);
  close = () => app.close();
});
afterAll(async () => {
  await close();
  await issuer.close();
  await http.close();
  await rm(dataDir, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

const token = (claims: object = {}): Promise<string> =>
  issuer.sign(
    { iss: ISSUER, aud: 'api://media', exp: Date.now() / 1_000 + 600, roles: ['Recorder.Control'], ...claims },
    'k1',
  );
const prepare = async (callId: string, bearer: string): Promise<number> => {
  const body = JSON.stringify({ callId, tenantId: 't', modalities: ['audio'], purpose: 'direct' });
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  return (await http.request({ method: 'POST', url: `${url}/media-sessions`, headers, body, timeoutMs: 2_000 })).status;
};

it('finds nothing wrong with the reference host, and leaves nothing behind', async () => {
  const lines: string[] = [];

  const outcome = await checkMediaHost({ http, url, token: await token(), print: (line) => lines.push(line) });

  expect(lines.filter((line) => line.startsWith('FAIL'))).toEqual([]);
  expect(outcome).toEqual({ passed: lines.length, failed: 0 });
  expect(lines.length).toBeGreaterThan(30);
  const health = await http.request({ method: 'GET', url: `${url}/health`, timeoutMs: 2_000 });
  expect(JSON.parse(health.text)).toMatchObject({ hostId: 'host-1', activeCalls: 0, maxCalls: 3 });
});

it('finds fault with a host that says yes to everything', async () => {
  const yes = await TestServer.start(() => ({ status: 200, body: { keep: true, since: '2026-01-05T12:00:00Z' } }));

  const outcome = await checkMediaHost({ http, url: yes.url, token: 'any', print: () => undefined });

  await yes.close();
  expect(outcome.failed).toBeGreaterThan(25);
});

it('answers 507 when it is full, and still gives a call the seat that it has', async () => {
  const bearer = await token();

  const calls = ['a', 'b', 'c', 'd'];
  const replies = await Promise.all(calls.map((callId) => prepare(callId, bearer)));
  expect(replies.toSorted(), 'whichever came last').toEqual([201, 201, 201, 507]);
  expect(await prepare(calls[replies.indexOf(201)]!, bearer)).toBe(201);
});

it.each([
  ['without the role Recorder.Control', { roles: ['Media.Host'] }, 403],
  ['without any role', { roles: undefined }, 403],
  ['for another audience', { aud: 'api://other' }, 401],
  ['of another issuer', { iss: 'https://login.example.com/other/v2.0' }, 401],
  ['that has expired', { exp: Date.now() / 1_000 - 600 }, 401],
])('takes no order with a token %s', async (_what, claims, status) => {
  expect(await prepare('e', await token(claims))).toBe(status);
});
