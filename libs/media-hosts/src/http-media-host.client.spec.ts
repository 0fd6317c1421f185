import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LeaseLost, NO_LEASE, AppTokens, Config, HttpClient } from '@app/platform';
import { HttpMediaHostClient } from './http-media-host.client.js';
import type { MediaHostAddress } from './media-host.client.js';
import { MediaHostFailed, MediaHostFull } from './media-hosts.errors.js';

const SECRET_BLOB = '{"mpUri":"net.tcp://secret","mpMediaSessionId":"hush"}';
const request = { callId: 'c1', tenantId: 't1', modalities: ['audio'], purpose: 'policyRecording' };
const order = { keep: true, permitId: 'p1', at: '2026-01-05T12:00:00.000Z' };

/** Hands out token-1, and the next one each time a token is forgotten. */
class CountingTokens extends AppTokens {
  readonly asked: string[] = [];
  private serial = 1;

  get(resource: string, tenantId: string): Promise<string> {
    this.asked.push(`${resource} in ${tenantId}`);
    return Promise.resolve(`token-${this.serial}`);
  }

  forget(): void {
    this.serial += 1;
  }
}

interface Answer {
  status: number;
  body?: unknown;
  afterMs?: number;
}

let server: Server;
let host: MediaHostAddress;
let answer: (request: IncomingMessage, seen: number) => Answer;
const seen: { method: string; url: string; authorization: string; contentType: string | undefined; body: string }[] =
  [];
const http = new HttpClient();
const tokens = (): CountingTokens => new CountingTokens();
const config = Config.load({
  RECORDER_ENTRA_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  RECORDER_ENTRA_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  RECORDER_ENTRA_CLIENT_SECRET: 'secret',
  RECORDER_HTTP_PUBLIC_URL: 'https://recorder.example.com',
  RECORDER_MEDIA_AUDIENCE: 'api://media',
});

beforeEach(async () => {
  seen.length = 0;
  server = createServer((incoming, reply) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      seen.push({
        method,
        url,
        authorization: headers.authorization ?? '',
        contentType: headers['content-type'],
        body,
      });
      const { status, body: text, afterMs } = answer(incoming, seen.length);
      setTimeout(() => {
        reply.statusCode = status;
        reply.end(typeof text === 'string' ? text : JSON.stringify(text));
      }, afterMs ?? 0);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = { hostId: 'host-1', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const client = (its = tokens()): HttpMediaHostClient => new HttpMediaHostClient(http, its, config);

const prepared = {
  status: 201,
  body: {
    mediaSessionId: 's1',
    mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: SECRET_BLOB },
  },
};

async function failureOf(work: Promise<unknown>): Promise<MediaHostFailed> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(MediaHostFailed);
  return error as MediaHostFailed;
}

it('prepares with a token of the home tenant for the media audience, and passes the blob on byte for byte', async () => {
  answer = () => prepared;
  const its = tokens();

  const session = await client(its).prepare(host, request, 1_000, NO_LEASE);

  expect(session).toEqual({ mediaSessionId: 's1', blob: SECRET_BLOB });
  expect(seen).toEqual([
    {
      method: 'POST',
      url: '/media-sessions',
      authorization: 'Bearer token-1',
      contentType: 'application/json',
      body: JSON.stringify(request),
    },
  ]);
  expect(its.asked).toEqual(['api://media in 11111111-1111-4111-8111-111111111111']);
});

it('opens the gate and says since when', async () => {
  answer = () => ({ status: 200, body: { keep: true, since: order.at, extra: 1 } });

  expect(await client().keep(host, 's/1', order, 1_000, NO_LEASE)).toEqual({ keep: true, since: order.at });

  expect(seen[0]).toMatchObject({ method: 'PUT', url: '/media-sessions/s%2F1/keep', body: JSON.stringify(order) });
});

it.each([204, 200, 404, 410])('is content when a released session answers %d', async (status) => {
  answer = () => ({ status });

  await client().release(host, 's1', 1_000, NO_LEASE);

  expect(seen[0]).toMatchObject({ method: 'DELETE', url: '/media-sessions/s1', body: '', contentType: undefined });
});

it('fetches a new token when the host refuses the first, once', async () => {
  answer = (_request, nth) => (nth === 1 ? { status: 401 } : prepared);

  await client().prepare(host, request, 1_000, NO_LEASE);

  expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

it('gives up when the new token is refused, too', async () => {
  answer = () => ({ status: 401 });

  const failure = await failureOf(client().prepare(host, request, 1_000, NO_LEASE));

  expect(failure).toMatchObject({ retryable: false, status: 401, fault: 'status' });
  expect(seen).toHaveLength(2);
});

it('tells a full host from a failed one', async () => {
  answer = () => ({ status: 507 });

  await expect(client().prepare(host, request, 1_000, NO_LEASE)).rejects.toBeInstanceOf(MediaHostFull);
});

it.each([
  [500, true],
  [503, true],
  [429, true],
  [400, false],
  [403, false],
  [404, false],
])('a %d is worth repeating: %s', async (status, retryable) => {
  answer = () => ({ status });

  expect(await failureOf(client().keep(host, 's1', order, 1_000, NO_LEASE))).toMatchObject({ retryable, status });
});

it('gives up in time, on a host that is slow and on one that is gone', async () => {
  answer = () => ({ ...prepared, afterMs: 2_000 });
  const before = performance.now();

  const slow = await failureOf(client().prepare(host, request, 100, NO_LEASE));
  expect(performance.now() - before).toBeLessThan(1_000);
  const gone = await failureOf(
    client().prepare({ hostId: 'gone', url: 'http://127.0.0.1:1' }, request, 1_000, NO_LEASE),
  );

  expect(slow).toMatchObject({ retryable: true, status: null, fault: 'timeout' });
  expect(gone).toMatchObject({ retryable: true, status: null, fault: 'ECONNREFUSED' });
});

it.each([
  ['no JSON', `oops ${SECRET_BLOB}`],
  [
    'another type of media config',
    { mediaSessionId: 's1', mediaConfig: { '@odata.type': 'other', blob: SECRET_BLOB } },
  ],
  ['no session id', { mediaConfig: prepared.body.mediaConfig }],
])('never quotes a reply that breaks the contract: %s', async (_what, body) => {
  answer = () => ({ status: 201, body });

  const failure = await failureOf(client().prepare(host, request, 1_000, NO_LEASE));

  expect(failure).toMatchObject({ retryable: false, fault: 'reply' });
  expect(inspect(failure, { depth: 10 })).not.toMatch(/secret|hush|token-1/);
});

it('sends nothing once another replica has the command', async () => {
  const lease = { confirm: () => Promise.reject(new LeaseLost()) };
  const asked = await Promise.allSettled([
    client().prepare(host, request, 1_000, lease),
    client().keep(host, 's1', order, 1_000, lease),
    client().release(host, 's1', 1_000, lease),
  ]);

  for (const each of asked) expect(each).toMatchObject({ reason: expect.any(LeaseLost) as unknown });

  expect(seen).toEqual([]);
});
