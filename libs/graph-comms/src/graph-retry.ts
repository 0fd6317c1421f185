import type { GraphFailureCategory } from './graph-comms.errors.js';

/**
 * `once`: answer, reject, redirect. They are not safe to repeat at will, and have seconds: one retry, at once.
 * `untilDeadline`: what sets a state or only reads: again and again, with growing waits (protocol §8.5).
 */
export type RetryRule = 'once' | 'untilDeadline';

/** Below this a retry of `once` would come too late: Graph takes 1.35 s to answer an answer (protocol §7.2). */
const LEAST_BUDGET_MS = 1_500;
/** Half as long again as Graph takes. A reply that is later will hardly come, and a retry may still be in time. */
const LEAST_FIRST_ATTEMPT_MS = 2_000;
/** What giving up and starting anew may cost. */
const SLACK_MS = 100;
const LONGEST_ATTEMPT_MS = 10_000;
const LONGEST_BACKOFF_MS = 8_000;

export interface FailedAttempt {
  category: GraphFailureCategory;
  retryAfterMs: number | null;
  /** How many attempts were made, this one included. */
  attempts: number;
}

/** How long to wait before the next attempt; null: there is none. A wait never outlasts the deadline. */
export function retryDelayMs(rule: RetryRule, failed: FailedAttempt, remainingMs: number): number | null {
  const { category, attempts } = failed;
  if (category === 'gone' || category === 'refused') return null;
  if (rule === 'once' && (attempts > 1 || remainingMs < LEAST_BUDGET_MS)) return null;
  const wait = failed.retryAfterMs ?? (rule === 'once' ? 0 : backoffMs(category, attempts));
  return wait < remainingMs ? wait : null;
}

/** How long one attempt may take: the first of `once` leaves room for its retry when there is enough for both. */
export function attemptTimeoutMs(rule: RetryRule, attempt: number, remainingMs: number): number {
  if (rule === 'untilDeadline') return Math.min(remainingMs, LONGEST_ATTEMPT_MS);
  const withRetry = remainingMs - LEAST_BUDGET_MS - SLACK_MS;
  return attempt === 1 && withRetry >= LEAST_FIRST_ATTEMPT_MS ? withRetry : remainingMs;
}

/** Throttled without Retry-After: 1, 2, 4, 8 s; after a fault a quarter of it. Jitter takes off up to half. */
function backoffMs(category: 'throttled' | 'retry', attempts: number): number {
  const first = category === 'throttled' ? 1_000 : 250;
  return Math.min(LONGEST_BACKOFF_MS, first * 2 ** (attempts - 1)) * (0.5 + Math.random() / 2);
}
