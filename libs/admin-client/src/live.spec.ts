import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestServer, type ReceivedRequest } from '../../../test/support/http-server.js';
import { AdminProblem, live, type LiveEvent, type LiveOptions, type LiveState } from './index.js';

const SOON = 'retry: 5\n\n';
const sessions = (id: string, callId: string) =>
  `id: ${id}\nevent: sessions\ndata: ${JSON.stringify({ sessions: [{ sessionId: 's', callId, types: [], at: '' }] })}\n\n`;

/** What the recorder says to each follower; the last is said again and again. */
let streams: ((response: ServerResponse) => void)[];
let server: TestServer;
let leaving: AbortController;

beforeEach(async () => {
  leaving = new AbortController();
  server = await TestServer.start((_request: ReceivedRequest, response: ServerResponse) => {
    const say = streams.length > 1 ? streams.shift() : streams[0];
    say?.(response);
    return undefined;
  });
});
afterEach(async () => {
  leaving.abort();
  await server.close();
});

const opened = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
const saying =
  (...texts: string[]) =>
  (response: ServerResponse) =>
    void opened(response).write(texts.join(''));
const sayingAndEnding =
  (...texts: string[]) =>
  (response: ServerResponse) =>
    void opened(response).end(texts.join(''));
const refusing =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ title: 'Refused', code: 'some.code' }));
const breaking = (response: ServerResponse) => void response.destroy();

const follow = (more: Partial<LiveOptions> = {}) =>
  live({ baseUrl: `${server.url}/`, token: () => Promise.resolve('t'), signal: leaving.signal, ...more });

/** The first so many events; whoever has them leaves. */
async function first(count: number, events: AsyncGenerator<LiveEvent>): Promise<LiveEvent[]> {
  const come: LiveEvent[] = [];
  for await (const event of events) if (come.push(event) === count) break;
  return come;
}
const callsIn = (events: LiveEvent[]) =>
  events.map((event) => (event.type === 'sessions' ? event.sessions.map(({ callId }) => callId).join() : event.type));

describe('whoever follows', () => {
  it('hears what happens, with their token, and nothing of what this version does not know', async () => {
    streams = [
      saying(SOON, ': alive\n\n', 'event: news\ndata: {}\n\n', sessions('1', 'a'), 'event: reset\ndata: {}\n\n'),
    ];

    expect(callsIn(await first(2, follow()))).toEqual(['a', 'reset']);
    expect(server.requests).toMatchObject([
      { url: '/admin/v1/live', headers: { authorization: 'Bearer t', accept: 'text/event-stream' } },
    ]);
    expect(server.requests[0]!.headers).not.toHaveProperty('last-event-id');
  });

  it('goes on where they were, after a stream that ended, broke or could not be had', async () => {
    const places: string[] = [];
    const states: LiveState[] = [];
    streams = [
      sayingAndEnding(SOON, sessions('1', 'a'), 'id: 3\n: alive\n\n'),
      breaking,
      refusing(503),
      (response) => {
        opened(response).write(sessions('4', 'b'));
        setTimeout(() => response.destroy(), 20);
      },
      saying(sessions('5', 'c')),
    ];

    const told = {
      onPlace: (place: string) => void places.push(place),
      onState: (state: LiveState) => void states.push(state),
    };
    const events = await first(3, follow({ lastEventId: '0', ...told }));

    expect(callsIn(events)).toEqual(['a', 'b', 'c']);
    expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual(['0', '3', '3', '3', '4']);
    expect(places).toEqual(['3', '4']);
    expect(states).toEqual(['following', 'lost', 'lost', 'following', 'lost', 'following']);
  });

  it('reads everything anew when they were away and had no place to go on from', async () => {
    streams = [sayingAndEnding(SOON, ': alive\n\n'), saying(sessions('1', 'a'))];

    expect(callsIn(await first(2, follow()))).toEqual(['reset', 'a']);
  });

  it('asks for a token each time', async () => {
    const tokens = ['one', 'two'];
    streams = [sayingAndEnding(SOON), saying(sessions('1', 'a'))];

    await first(1, follow({ token: () => Promise.resolve(tokens.shift()!) }));

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
  });

  it.each([400, 401, 403, 404])('is told of a refusal that will not pass: %i', async (status) => {
    streams = [refusing(status)];

    const heard = first(1, follow());

    await expect(heard).rejects.toBeInstanceOf(AdminProblem);
    await expect(heard).rejects.toMatchObject({ status, code: 'some.code' });
    expect(server.requests).toHaveLength(1);
  });

  it('is told when something else answers', async () => {
    streams = [(response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>')];

    await expect(first(1, follow())).rejects.toBeInstanceOf(AdminProblem);
  });

  it('is told when there is no token', async () => {
    streams = [saying(SOON)];

    await expect(first(1, follow({ token: () => Promise.reject(new Error('signed out')) }))).rejects.toThrow(
      'signed out',
    );
    expect(server.requests).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['while nothing happens', () => (streams = [saying(SOON)])],
    ['while the recorder cannot be reached', () => (streams = [refusing(503, { 'retry-after': '60' })])],
    ['while a reply is waited for', () => (streams = [() => undefined])],
  ])('leaves when they want to, %s', async (_, arrange) => {
    arrange();
    const heard = first(1, follow());
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));

    leaving.abort();

    expect(await heard).toEqual([]);
  });

  it('asks for nothing who has left before', async () => {
    leaving.abort();
    streams = [saying(SOON)];

    expect(await first(1, follow())).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it('closes the connection by stopping to read', async () => {
    let isClosed = false;
    streams = [
      (response) => {
        response.on('close', () => (isClosed = true));
        saying(sessions('1', 'a'))(response);
      },
    ];

    await first(1, follow());

    await vi.waitFor(() => expect(isClosed).toBe(true));
  });
});

describe('who cannot reach the recorder', () => {
  it('waits as long as it says, and longer each time', async () => {
    vi.useFakeTimers();
    const waits: number[] = [];
    const asked = vi.spyOn(globalThis, 'setTimeout');
    const problem = { code: 'x', title: 'x' };
    const replies = [
      ...Array.from({ length: 7 }, () => new Response('', { status: 503 })),
      Response.json(problem, { status: 429, headers: { 'retry-after': '59' } }),
      Response.json(problem, { status: 403 }),
    ];
    const heard = first(1, follow({ fetch: () => Promise.resolve(replies.shift()!) }));
    const refused = expect(heard).rejects.toMatchObject({ status: 403 });

    await vi.runAllTimersAsync();
    await refused;

    // The others are for a connection that falls silent.
    for (const [, milliseconds] of asked.mock.calls) if (milliseconds !== 45_000) waits.push(milliseconds ?? 0);
    vi.useRealTimers();
    asked.mockRestore();
    expect(waits).toHaveLength(8);
    waits.slice(0, 7).forEach((wait, index) => {
      const longest = Math.min(30_000, 2_000 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest);
    });
    expect(waits[7]).toBe(59_000);
  });

  it('comes again when a connection has fallen silent, but not because they read slowly', async () => {
    vi.useFakeTimers();
    const places: (string | undefined)[] = [];
    const states: LiveState[] = [];
    const fetch = (_url: string, { headers, signal }: RequestInit) => {
      places.push((headers as Record<string, string>)['last-event-id']);
      return Promise.resolve(silentAfter(places.length === 1 ? sessions('1', 'a') : sessions('2', 'b'), signal));
    };
    const events = follow({ fetch, onState: (state) => void states.push(state) });

    expect((await events.next()).value).toMatchObject({ type: 'sessions' });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(places).toEqual([undefined]);
    const next = events.next();
    await vi.advanceTimersByTimeAsync(60_000);

    expect((await next).value).toMatchObject({ sessions: [{ callId: 'b' }] });
    expect(places).toEqual([undefined, '1']);
    expect(states).toEqual(['following', 'lost', 'following']);
    await events.return();
    vi.useRealTimers();
  });
});

/** A stream that says so much and no more, and fails when its request is given up, as that of a real connection does. */
function silentAfter(text: string, signal: AbortSignal | null | undefined): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
