import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.js';

const now = new Date('2026-01-15T10:00:00Z');

it.each([
  ['2', 2_000],
  ['0', 0],
  ['Thu, 15 Jan 2026 10:00:03 GMT', 3_000],
  ['Thu, 15 Jan 2026 09:59:00 GMT', 0],
  [undefined, null],
  ['', null],
  ['soon', null],
  ['-1', null],
  ['1.5', null],
])('reads Retry-After "%s" as %s ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
