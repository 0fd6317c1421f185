import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimatedTimes } from './answer-times.js';

/** The scale as it was when the first answer was counted on it. */
const STEPS = [
  5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 100, 125, 150, 175, 200, 225, 250, 300, 350, 400, 450, 500, 600, 700, 800,
  900, 1_000, 1_250, 1_500, 1_750, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000, 6_000, 7_500, 10_000,
];

/** As Postgres' width_bucket does. */
function counted(times: readonly number[]): number[] {
  const counts = new Array<number>(STEPS.length + 1).fill(0);
  for (const ms of times) {
    const step = STEPS.filter((begin) => begin <= ms).length;
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}

/** Nearest rank: every figure is one that was measured. */
function exactly(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

it('knows of no time where nothing was answered', () => {
  expect(estimatedTimes(counted([]), null)).toBeNull();
});

it('takes answers on one step to lie evenly between it and the next, and none beyond the longest', () => {
  expect(estimatedTimes(counted([400, 410, 420, 449]), 449)).toEqual({ p50: 425, p95: 447, p99: 449, max: 449 });
  expect(estimatedTimes(counted([60_000]), 60_000)).toMatchObject({ max: 60_000 });
  expect(estimatedTimes(counted([0, 0, 0]), 0)).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 });
});

it('is off by a quarter at most between 40 ms and 7.5 s, whatever the times', () => {
  const times = fc.array(fc.integer({ min: 40, max: 7_499 }), { minLength: 1, maxLength: 300 });

  fc.assert(
    fc.property(times, (all) => {
      const estimated = estimatedTimes(counted(all), Math.max(...all));

      for (const [name, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const) {
        const ratio = (estimated?.[name] ?? 0) / exactly(all, share);
        expect(ratio).toBeGreaterThanOrEqual(0.8);
        expect(ratio).toBeLessThanOrEqual(1.25);
      }
    }),
  );
});

it('never shows a lower rank as slower than a higher one', () => {
  const times = fc.array(fc.nat({ max: 20_000 }), { minLength: 1, maxLength: 50 });

  fc.assert(
    fc.property(times, (all) => {
      const { p50, p95, p99, max } = estimatedTimes(counted(all), Math.max(...all))!;

      expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].toSorted((one, other) => one - other));
      expect(max).toBe(Math.max(...all));
    }),
  );
});
