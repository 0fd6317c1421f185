import { expect, it } from 'vitest';
import { millisecondsIn } from './pgbench-log.js';

it('reads of every transaction in a log of pgbench how long it took', () => {
  // Who, the how many-th, microseconds, which script, and when it ended.
  const log = '0 1 2410 0 1764421200 123456\n1 1 398 0 1764421200 123999\n0 2 failed 0 1764421200 124100\n';

  expect(millisecondsIn(log)).toEqual([2.41, 0.398]);
});

it('finds nothing in a log without a transaction', () => {
  expect(millisecondsIn('')).toEqual([]);
});
