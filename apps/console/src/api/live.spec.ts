import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followLive, type LiveEars } from './live.js';
import { ApiProblem } from './problem.js';

const CHANGE = { sessionId: 's-1', callId: 'c-1', types: ['recording.CallAnswered'], at: '2026-01-05T12:00:00.000Z' };
const told = (id: number) => `id: ${id}\nevent: sessions\ndata: ${JSON.stringify({ sessions: [CHANGE] })}\n\n`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Streams that are told in turn; an Error in their place is one that could not be had. */
async function following(...streams: (string | Error)[]) {
  const heard: string[] = [];
  const places: (string | undefined)[] = [];
  const enough = new AbortController();
  const ears: LiveEars = {
    changed: (sessions) => heard.push(...sessions.map(({ sessionId }) => sessionId)),
    missed: () => heard.push('missed'),
    state: (state) => heard.push(state),
  };
  const follow = (_path: string, headers: Readonly<Record<string, string>>) => {
    places.push(headers['last-event-id']);
    const next = streams.shift() ?? new Error('over');
    if (streams.length === 0) enough.abort();
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(new Response(next));
  };
  const over = followLive({ follow }, ears, enough.signal);
  await vi.advanceTimersByTimeAsync(10_000);
  enough.abort();
  await over;
  return { heard, places };
}

it('goes on where a broken stream left off', async () => {
  const { heard, places } = await following(told(7), new Error('gone'), told(9), '');

  expect(places).toEqual([undefined, '7', '7', '9']);
  expect(heard).toEqual(['following', 'missed', 's-1', 'lost', 'following', 's-1', 'following']);
});

it('reads everything anew when it is told that too much was missed', async () => {
  const { heard } = await following('event: reset\ndata: {}\n\n', '');

  expect(heard.filter((word) => word === 'missed')).toHaveLength(3);
});

it('asks a recorder that refuses no more than twice a minute', async () => {
  const { places } = await following(
    new ApiProblem(401, 'token.issuer', 'refused'),
    new Error('never asked so soon'),
    '',
  );

  expect(places).toHaveLength(1);
});
