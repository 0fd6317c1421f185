import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestServer, type PreparedReply } from '../../../test/support/http-server.js';
import { AdminProblem, createAdminClient, itemsOf, pagesOf, unwrap, type AdminClient } from './index.js';

const SESSION = '5f1d2c3b-4a59-4687-9a8b-0c1d2e3f4a5b';

let server: TestServer;
let replies: PreparedReply[];
let tokens: string[];
let client: AdminClient;

beforeEach(async () => {
  replies = [];
  tokens = ['first', 'second', 'third'];
  server = await TestServer.start(() => replies.shift() ?? { status: 404, body: {} });
  client = createAdminClient({ baseUrl: server.url, token: () => Promise.resolve(tokens.shift() ?? 'last') });
});
afterEach(() => server.close());

const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  body: { type: `urn:witness:problem:${code}`, title: 'Refused', status, code, ...more },
});
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => Promise.reject(new Error('was not refused')),
    (error: unknown) => error as AdminProblem,
  );

describe('a request', () => {
  it('goes where its path says, with a token that is asked for each time', async () => {
    replies = [
      { status: 200, body: { id: SESSION } },
      { status: 200, body: { items: [], nextCursor: null } },
    ];

    const session = await unwrap(
      client.GET('/admin/v1/sessions/{sessionId}', { params: { path: { sessionId: SESSION } } }),
    );
    await unwrap(client.GET('/admin/v1/sessions', { params: { query: { callId: 'a b&c', active: true } } }));

    expect(session.id).toBe(SESSION);
    expect(server.requests.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['GET', `/admin/v1/sessions/${SESSION}`, 'Bearer first'],
      ['GET', '/admin/v1/sessions?callId=a%20b%26c&active=true', 'Bearer second'],
    ]);
  });

  it('carries an order with its key', async () => {
    replies = [{ status: 200, body: { id: SESSION, standingOrder: 'paused' } }];

    const order = client.POST('/admin/v1/sessions/{sessionId}/pause', {
      params: { path: { sessionId: SESSION }, header: { 'idempotency-key': 'card-number-1' } },
      body: { reason: 'card number is read out', resumeAfterSeconds: 300 },
    });

    expect((await unwrap(order)).standingOrder).toBe('paused');
    const [request] = server.requests;
    expect(request!.headers).toMatchObject({ 'idempotency-key': 'card-number-1', 'content-type': 'application/json' });
    expect(JSON.parse(request!.body)).toEqual({ reason: 'card number is read out', resumeAfterSeconds: 300 });
  });

  it('may be answered with nothing', async () => {
    replies = [{ status: 204 }];

    const drained = client.POST('/admin/v1/media-hosts/{hostId}/drain', { params: { path: { hostId: 'mh-1' } } });

    expect(await unwrap(drained)).toBeUndefined();
  });

  it('may be answered with lines', async () => {
    replies = [{ status: 200, headers: { 'content-type': 'text/csv' }, body: 'id\r\n1\r\n' }];

    const query = { format: 'csv' } as const;
    const lines: string = await unwrap(client.GET('/admin/v1/sessions', { params: { query }, parseAs: 'text' }));

    expect(lines).toBe('id\r\n1\r\n');
  });

  it('is not made without a token', async () => {
    const none = createAdminClient({ baseUrl: server.url, token: () => Promise.reject(new Error('signed out')) });

    await expect(unwrap(none.GET('/admin/v1/capacity'))).rejects.toThrow('signed out');
    expect(server.requests).toEqual([]);
  });

  it('may be sent by somebody else', async () => {
    const asked: Request[] = [];
    const fetch = (request: Request) => {
      asked.push(request);
      return Promise.resolve(Response.json({ items: [], nextCursor: null }));
    };
    const own = createAdminClient({ baseUrl: 'https://recorder.example/', token: () => Promise.resolve('t'), fetch });

    await unwrap(own.GET('/admin/v1/media-hosts'));

    expect(asked.map(({ url }) => url)).toEqual(['https://recorder.example/admin/v1/media-hosts']);
  });
});

describe('a refusal', () => {
  it('is thrown with its code, what explains it, and when to come again', async () => {
    const facts = { parameters: [{ name: 'limit', reason: 'is too large' }] };
    replies = [problem(429, 'identity.too-many-requests', { detail: 'Slower.', facts }, { 'retry-after': '17' })];

    const refusal = await refusalOf(unwrap(client.GET('/admin/v1/sessions')));

    expect(refusal).toBeInstanceOf(AdminProblem);
    expect(refusal).toMatchObject({
      name: 'AdminProblem',
      message: '429 Refused Slower. (identity.too-many-requests)',
      ...{ status: 429, code: 'identity.too-many-requests', title: 'Refused', detail: 'Slower.' },
      ...{ facts, retryAfter: 17 },
    });
  });

  it.each<[PreparedReply]>([
    [{ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' }],
    [{ status: 502, body: 'null' }],
    [{ status: 502 }],
  ])('of somebody in between has no code', async (reply) => {
    replies = [reply];

    const refusal = await refusalOf(unwrap(client.GET('/admin/v1/sessions')));

    expect(refusal).toBeInstanceOf(AdminProblem);
    expect(refusal).toMatchObject({ status: 502, code: undefined, title: 'Bad Gateway', facts: {} });
  });

  it('is no problem when nobody answers at all', async () => {
    await server.close();

    const refusal = await refusalOf(unwrap(client.GET('/admin/v1/sessions')));

    expect(refusal).toBeInstanceOf(TypeError);
  });
});

describe('a list', () => {
  const page = (ids: string[], nextCursor: string | null) => ({
    status: 200,
    body: { items: ids.map((id) => ({ id })), nextCursor },
  });
  const ask = (cursor?: string) => client.GET('/admin/v1/sessions', { params: { query: { limit: 2, cursor } } });

  it('is read page by page', async () => {
    replies = [page(['a', 'b'], 'next'), page([], 'more'), page(['c'], null)];
    const ids: string[] = [];

    for await (const { id } of itemsOf(ask)) ids.push(id);

    expect(ids).toEqual(['a', 'b', 'c']);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/admin/v1/sessions?limit=2',
      '/admin/v1/sessions?limit=2&cursor=next',
      '/admin/v1/sessions?limit=2&cursor=more',
    ]);
  });

  it('is read no further than somebody wants it', async () => {
    replies = [page(['a', 'b'], 'next')];

    for await (const { items } of pagesOf(ask)) {
      expect(items).toHaveLength(2);
      break;
    }

    expect(server.requests).toHaveLength(1);
  });

  it('that is refused half way is not taken for complete', async () => {
    replies = [page(['a', 'b'], 'next'), problem(503, 'audit.unavailable')];
    const ids: string[] = [];
    const reading = (async () => {
      for await (const { id } of itemsOf(ask)) ids.push(id);
    })();

    await expect(reading).rejects.toMatchObject({ code: 'audit.unavailable' });
    expect(ids).toEqual(['a', 'b']);
  });
});
