import { expect, it } from 'vitest';
import { attemptTimeoutMs, retryDelayMs, type FailedAttempt } from './graph-retry.js';

const failed = (over: Partial<FailedAttempt> = {}): FailedAttempt => ({
  category: 'retry',
  retryAfterMs: null,
  attempts: 1,
  outcomeUnknown: true,
  unknownAttempts: 1,
  ...over,
});
const notDone = (over: Partial<FailedAttempt> = {}): FailedAttempt =>
  failed({ outcomeUnknown: false, unknownAttempts: 0, ...over });

it.each(['gone', 'refused'] as const)('never repeats what is %s', (category) => {
  expect(retryDelayMs('once', failed({ category }), 4_000)).toBeNull();
  expect(retryDelayMs('untilDeadline', failed({ category }), 60_000)).toBeNull();
});

it('repeats an answer that may have been carried out once, at once, while a second and a half remain', () => {
  expect(retryDelayMs('once', failed(), 1_500)).toBe(0);
  expect(retryDelayMs('once', failed(), 1_499)).toBeNull();
  expect(retryDelayMs('once', failed({ attempts: 2, unknownAttempts: 2 }), 4_000)).toBeNull();
});

it('asks again for an answer that was certainly not carried out, however often, until no time is left', () => {
  for (const category of ['throttled', 'retry'] as const) {
    for (const [attempts, least, most] of [[1, 50, 100] as const, [2, 100, 200] as const, [20, 250, 500] as const]) {
      const wait = retryDelayMs('once', notDone({ category, attempts }), 4_000);
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(most);
    }
    expect(retryDelayMs('once', notDone({ category }), 200)).toBeNull();
  }
});

it('still repeats once what may have been carried out after any number of clear refusals, and not twice', () => {
  expect(retryDelayMs('once', failed({ attempts: 5, unknownAttempts: 1 }), 2_000)).toBe(0);
  expect(retryDelayMs('once', notDone({ attempts: 6, unknownAttempts: 1 }), 2_000)).not.toBeNull();
  expect(retryDelayMs('once', failed({ attempts: 7, unknownAttempts: 2 }), 2_000)).toBeNull();
});

it('does not hurry because Graph says that no wait is needed', () => {
  for (const rule of ['once', 'untilDeadline'] as const)
    expect(retryDelayMs(rule, notDone({ category: 'throttled', retryAfterMs: 0 }), 3_000)).toBe(100);
});

it('waits as long as Graph says, if that is before the deadline', () => {
  for (const rule of ['once', 'untilDeadline'] as const) {
    expect(retryDelayMs(rule, notDone({ category: 'throttled', retryAfterMs: 2_000 }), 3_000)).toBe(2_000);
    expect(retryDelayMs(rule, notDone({ category: 'throttled', retryAfterMs: 3_000 }), 3_000)).toBeNull();
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
  expect(attemptTimeoutMs('once', 0, 4_400)).toBe(2_800);
  expect(attemptTimeoutMs('once', 0, 3_600)).toBe(2_000);
  expect(attemptTimeoutMs('once', 1, 1_500)).toBe(1_500);
  expect(attemptTimeoutMs('once', 0, 3_599)).toBe(3_599);
  expect(attemptTimeoutMs('untilDeadline', 0, 60_000)).toBe(10_000);
});
