import { expect, it } from 'vitest';
import { median, percentiles } from './percentiles.js';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

it('of a hundred values the ranks are the values at those places, whatever their order', () => {
  expect(percentiles(upTo(100).reverse())).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 });
});

it('of few values each rank is one that was measured, and none is made up between two', () => {
  expect(percentiles([3, 1])).toEqual({ p50: 1, p95: 3, p99: 3, max: 3 });
  expect(percentiles([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
});

it.each([
  ['ten in a thousand', 10, 1],
  ['eleven', 11, 500],
])('p99 of values of which %s are slow', (_what, slow, p99) => {
  const values = upTo(1_000).map((place) => (place <= slow ? 500 : 1));

  expect(percentiles(values).p99).toBe(p99);
});

it('values stay in the order in which they were measured', () => {
  const values = [3, 1, 2];

  percentiles(values);
  median(values);

  expect(values).toEqual([3, 1, 2]);
});

it('nothing measured has no ranks', () => {
  expect(() => percentiles([])).toThrow('Nothing was measured');
});

it('the median is the middle one, and of an even number the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
  expect(median([4])).toBe(4);
});
