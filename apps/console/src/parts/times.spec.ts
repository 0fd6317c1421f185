import { expect, it } from 'vitest';
import { clockTime, isToday, minuteOf, spanOf, utc } from './times.js';

it.each([
  [-3, '0 ms'],
  [0, '0 ms'],
  [480.4, '480 ms'],
  [1_349, '1.3 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_499, '59 s'],
  [59_500, '1 min 0 s'],
  [245_000, '4 min 5 s'],
  [7_200_000, '2 h 0 min'],
  [273_600_000, '3 d 4 h'],
])('says %d ms as people do: %s', (ms, words) => {
  expect(spanOf(ms)).toBe(words);
});

it('names UTC to the millisecond', () => {
  expect(utc(new Date('2026-01-05T12:00:00.007Z'))).toBe('2026-01-05 12:00:00.007 UTC');
});

it('knows what is today where the viewer is', () => {
  const now = new Date(2026, 0, 5, 0, 0, 1);

  expect(isToday(new Date(2026, 0, 5, 23, 59), now)).toBe(true);
  expect(isToday(new Date(2026, 0, 4, 23, 59), now)).toBe(false);
});

it('a day begins at 00, wherever the viewer is', () => {
  const midnight = new Date(2026, 0, 5, 0, 5, 9);

  expect(clockTime(midnight)).toContain('00:05:09');
  expect(minuteOf(midnight)).toContain('00:05');
});
