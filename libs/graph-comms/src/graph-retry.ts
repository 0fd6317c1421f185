import type { GraphFailureCategory } from './graph-comms.errors.js';

/**
 * `once`: answer, reject, redirect. They are not safe to do twice, and have seconds: one repeat of what may have been
 * carried out, at once; what was certainly not is asked for again until the deadline, with small waits.
 * `untilDeadline`: what sets a state or only reads: again and again, with growing waits (protocol §8.5).
 */
export type RetryRule = 'once' | 'untilDeadline';

/** With less left, what may have been carried out is not repeated: Graph takes 1.35 s to answer an answer (protocol §7.2). */
const LEAST_BUDGET_MS = 1_500;
/** Half as long again as Graph takes. A reply that is later will hardly come, and a retry may still be in time. */
const LEAST_FIRST_ATTEMPT_MS = 2_000;
/** With less left, Graph could not even take a request. */
const LEAST_ATTEMPT_MS = 200;
/** What giving up and starting anew may cost. */
const SLACK_MS = 100;
const LONGEST_ATTEMPT_MS = 10_000;

export interface FailedAttempt {
  category: GraphFailureCategory;
  retryAfterMs: number | null;
  /** How many attempts were made, this one included. */
  attempts: number;
  /** Graph may have done what was asked. An explicit 429 or 503, or a request that never left, is certain not to be done. */
  outcomeUnknown: boolean;
  /** How many of the attempts ended so. */
  unknownAttempts: number;
}

/** How long to wait before the next attempt; null: there is none. A wait never outlasts the deadline. */
export function retryDelayMs(rule: RetryRule, failed: FailedAttempt, remainingMs: number): number | null {
  const { category, attempts, outcomeUnknown, retryAfterMs } = failed;
  if (category === 'gone' || category === 'refused') return null;
  if (rule === 'untilDeadline') return within(remainingMs, waitMs(retryAfterMs, backoffMs(category, attempts)));
  if (!outcomeUnknown) return within(remainingMs - LEAST_ATTEMPT_MS, waitMs(retryAfterMs, shortBackoffMs(attempts)));
  if (failed.unknownAttempts > 1 || remainingMs < LEAST_BUDGET_MS) return null;
  return within(remainingMs, retryAfterMs ?? 0);
}

/**
 * How long one attempt may take. While no outcome is unknown yet, an attempt of `once` leaves room for the repeat of
 * what may have been carried out, when there is enough for both.
 */
export function attemptTimeoutMs(rule: RetryRule, unknownAttempts: number, remainingMs: number): number {
  if (rule === 'untilDeadline') return Math.min(remainingMs, LONGEST_ATTEMPT_MS);
  const withRetry = remainingMs - LEAST_BUDGET_MS - SLACK_MS;
  return unknownAttempts === 0 && withRetry >= LEAST_FIRST_ATTEMPT_MS ? withRetry : remainingMs;
}

function within(budgetMs: number, wait: number): number | null {
  return wait < budgetMs ? wait : null;
}

/** As long as Graph says; a Retry-After that has passed already is no leave to ask without a pause. */
function waitMs(retryAfterMs: number | null, backoff: number): number {
  return retryAfterMs === null ? backoff : Math.max(retryAfterMs, SLACK_MS);
}

/** Throttled without Retry-After: 1, 2, 4, 8 s; after a fault a quarter of it. */
function backoffMs(category: 'throttled' | 'retry', attempts: number): number {
  return jittered(Math.min(8_000, (category === 'throttled' ? 1_000 : 250) * 2 ** (attempts - 1)));
}

/** Inside the five seconds: 100, 200, 400, 500 ms, whoever is asked. */
function shortBackoffMs(attempts: number): number {
  return jittered(Math.min(500, 100 * 2 ** (attempts - 1)));
}

/** Takes off up to half. */
function jittered(ms: number): number {
  return ms * (0.5 + Math.random() / 2);
}
