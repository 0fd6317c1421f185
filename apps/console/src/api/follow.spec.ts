import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { follow } from './follow.js';

const told = (id: number) =>
  `id: ${id}\nevent: sessions\ndata: {"sessions":[{"sessionId":"s-${id}","callId":"c","types":[],"at":""}]}\n\n`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is heard in so long of a recorder that answers so, in turn, and then with streams in which nothing happens. */
async function heardIn(ms: number, ...replies: Reply[]) {
  const heard: string[] = [];
  const places: (string | undefined)[] = [];
  const enough = new AbortController();
  const fetch = (_url: string, { headers, signal }: RequestInit) => {
    places.push((headers as Record<string, string>)['last-event-id']);
    return Promise.resolve((replies.shift() ?? silentAfter(''))(signal!));
  };
  const over = follow(
    { baseUrl: 'https://recorder.example', token: () => Promise.resolve('t'), fetch },
    {
      changed: (sessions) => heard.push(...sessions.map(({ sessionId }) => sessionId)),
      missed: () => heard.push('missed'),
      state: (state) => heard.push(state),
    },
    enough.signal,
  );
  await vi.advanceTimersByTimeAsync(ms);
  enough.abort();
  await over;
  return { heard, places };
}

type Reply = (signal: AbortSignal) => Response;
const stream = (body: BodyInit) => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
const ending = (text: string) => () => stream(text);
const refusing = () => Response.json({ title: 'Refused', code: 'identity.token-issuer' }, { status: 401 });
/** Says so much and no more, and fails when its request is given up, as that of a real connection does. */
const silentAfter = (text: string) => (signal: AbortSignal) =>
  stream(
    new ReadableStream({
      start(controller) {
        if (text !== '') controller.enqueue(new TextEncoder().encode(text));
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    }),
  );

it('has everything read anew once the stream is open, and goes on where it left off', async () => {
  const { heard, places } = await heardIn(10_000, ending(told(7)), ending(told(9)));

  expect(heard).toEqual(['following', 'missed', 's-7', 'following', 's-9', 'following']);
  expect(places).toEqual([undefined, '7', '9']);
});

it('says that it is not live any more when nothing is heard, and asks again', async () => {
  const { heard, places } = await heardIn(60_000, silentAfter(told(7)));

  expect(heard.slice(0, 5)).toEqual(['following', 'missed', 's-7', 'lost', 'following']);
  expect(places).toEqual([undefined, '7']);
});

it('asks a recorder that refuses no more than twice a minute', async () => {
  const { heard, places } = await heardIn(45_000, ending(told(7)), refusing, refusing);

  expect(heard).toEqual(['following', 'missed', 's-7', 'refused', 'refused']);
  expect(places).toEqual([undefined, '7', '7']);
});

it('hears that too much was missed', async () => {
  const { heard } = await heardIn(1_000, silentAfter('id: 7\nevent: reset\ndata: {}\n\n'));

  expect(heard).toEqual(['following', 'missed', 'missed']);
});
