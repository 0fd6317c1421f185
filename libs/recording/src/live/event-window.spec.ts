import { expect, it } from 'vitest';
import { EventWindow, SETTLED_AFTER_MS } from './event-window.js';

const event = (id: number) => ({
  ...{ id: String(id), sessionId: `s${id}`, callId: 'c', tenantId: 't', type: 'x', at: new Date(0) },
});
const taken = (window: EventWindow, ids: number[], now: number) =>
  window.take(ids.map(event), now).map(({ id }) => Number(id));

it('tells each event once, however often it is read', () => {
  const window = new EventWindow('10');

  expect(taken(window, [11, 12], 0)).toEqual([11, 12]);
  expect(taken(window, [11, 12, 14], 500)).toEqual([14]);
  expect(taken(window, [11, 12, 14], 1_000)).toEqual([]);
});

it('tells one that comes to light behind a later one', () => {
  const window = new EventWindow('10');
  taken(window, [12, 14], 0);

  expect(taken(window, [11, 12, 13, 14], 2_000)).toEqual([11, 13]);
});

it('reads no further back than something may still come to light', () => {
  const window = new EventWindow('10');
  taken(window, [11, 12], 0);
  taken(window, [11, 12, 13], 3_000);
  expect(window.settled).toBe('10');

  taken(window, [11, 12, 13], SETTLED_AFTER_MS);
  expect(window.settled).toBe('12');
  taken(window, [13], SETTLED_AFTER_MS + 3_000);
  expect(window.settled).toBe('13');
  expect(taken(window, [14], SETTLED_AFTER_MS + 3_500)).toEqual([14]);
});

it('compares ids as numbers', () => {
  const window = new EventWindow('9');
  taken(window, [10], 0);
  taken(window, [100], 100);
  taken(window, [], SETTLED_AFTER_MS + 100);

  expect(window.settled).toBe('100');
});
