import { expect, it } from 'vitest';
import { ceilingOf } from './ceiling.js';

it.each([
  [0, 1],
  [1, 1],
  [1.5, 2],
  [430, 500],
  [501, 1_000],
  [1_000, 1_000],
  [7_500, 10_000],
])('an axis for %d ends at %d', (most, ceiling) => {
  expect(ceilingOf(most)).toBe(ceiling);
});
