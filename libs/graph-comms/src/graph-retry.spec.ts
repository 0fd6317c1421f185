import { expect, it } from 'vitest';
import { attemptTimeoutMs, retryDelayMs, type FailedAttempt } from './graph-retry.js';

const failed = (over: Partial<FailedAttempt> = {}): FailedAttempt => ({
  category: 'retry',
  retryAfterMs: null,
  attempts: 1,
  ...over,
});

it.each(['gone', 'refused'] as const)('never repeats what is %s', (category) => {
  expect(retryDelayMs('once', failed({ category }), 4_000)).toBeNull();
  expect(retryDelayMs('untilDeadline', failed({ category }), 60_000)).toBeNull();
});

it('repeats an answer once, at once, while a second and a half remain', () => {
  expect(retryDelayMs('once', failed(), 1_500)).toBe(0);
  expect(retryDelayMs('once', failed({ category: 'throttled' }), 1_500)).toBe(0);
  expect(retryDelayMs('once', failed(), 1_499)).toBeNull();
  expect(retryDelayMs('once', failed({ attempts: 2 }), 4_000)).toBeNull();
});

it('waits as long as Graph says, if that is before the deadline', () => {
  for (const rule of ['once', 'untilDeadline'] as const) {
    expect(retryDelayMs(rule, failed({ category: 'throttled', retryAfterMs: 2_000 }), 3_000)).toBe(2_000);
    expect(retryDelayMs(rule, failed({ category: 'throttled', retryAfterMs: 3_000 }), 3_000)).toBeNull();
  }
});

it.each([
  ['throttled', 1, 500, 1_000],
  ['throttled', 4, 4_000, 8_000],
  ['throttled', 9, 4_000, 8_000],
  ['retry', 1, 125, 250],
  ['retry', 3, 500, 1_000],
] as const)('backs off when %s for the %i. time between %i and %i ms', (category, attempts, least, most) => {
  for (let sample = 0; sample < 50; sample += 1) {
    const wait = retryDelayMs('untilDeadline', failed({ category, attempts }), 60_000);
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  }
});

it('leaves room for the retry of an answer when there is room for both', () => {
  expect(attemptTimeoutMs('once', 1, 4_400)).toBe(2_800);
  expect(attemptTimeoutMs('once', 1, 3_600)).toBe(2_000);
  expect(attemptTimeoutMs('once', 2, 1_500)).toBe(1_500);
  expect(attemptTimeoutMs('once', 1, 3_599)).toBe(3_599);
  expect(attemptTimeoutMs('untilDeadline', 1, 60_000)).toBe(10_000);
});
