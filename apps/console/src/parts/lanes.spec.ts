import { expect, it } from 'vitest';
import { isWithin, placeOf, stretchesBetween } from './lanes.js';

it('places what happened between begin and end, and nothing outside', () => {
  const time = { begin: 1_000, end: 3_000 };

  expect([500, 1_000, 2_000, 3_000, 9_000].map((at) => placeOf(at, time))).toEqual([0, 0, 0.5, 1, 1]);
  expect(placeOf(5, { begin: 5, end: 5 })).toBe(0);
});

it('a state lasts until the next, and the last as long as all of it', () => {
  const state = (at: string, what: string) => ({ at, what, tone: 'plain' as const });
  const states = [state('10:00', 'incoming'), state('10:01', 'establishing'), state('10:01', 'established')];

  expect(stretchesBetween(states, '10:05')).toMatchObject([
    { from: '10:00', to: '10:01', what: 'incoming' },
    { from: '10:01', to: '10:05', what: 'established' },
  ]);
  expect(stretchesBetween(states, null).at(-1)).toMatchObject({ to: null });
  expect(stretchesBetween([], null)).toEqual([]);
});

it.each([
  [0, 1, false],
  [0, 2, true],
  [1, 1, true],
  [2, 3, true],
  [3, null, false],
  [2, null, true],
  [0, null, true],
])('what lasts from %s to %s has a part in what lasts from 1 to 3: %s', (from, to, isPart) => {
  const at = (second: number) => new Date(second * 1_000).toISOString();
  const stretch = { from: at(from), to: to === null ? null : at(to), what: '', tone: 'plain' as const };

  expect(isWithin(stretch, { begin: 1_000, end: 3_000 })).toBe(isPart);
});
