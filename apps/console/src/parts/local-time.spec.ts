import { expect, it } from 'vitest';
import { fieldOf, utcOf } from './local-time.js';

it('a time goes into its field and comes out again, to the minute', () => {
  expect(utcOf(fieldOf('2026-07-05T12:34:56.789Z'))).toBe('2026-07-05T12:34:00.000Z');
  expect(fieldOf(utcOf('2026-07-05T23:59'))).toBe('2026-07-05T23:59');
});

it.each(['', 'soon'])('no time stays none: %j', (nothing) => {
  expect(utcOf(nothing)).toBe('');
  expect(fieldOf(nothing)).toBe('');
  expect(fieldOf(null)).toBe('');
});
