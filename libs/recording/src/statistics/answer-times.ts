/** How long answers took, from the first byte of their invitation, in milliseconds. */
export interface AnswerTimes {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** SQL: how long the answer of a session took; null without one. Never negative, although clocks differ a little. */
export const ANSWER_MS = `CASE WHEN response = 'answered' AND responded_at IS NOT NULL THEN
  least(greatest(round(extract(epoch FROM responded_at - received_at) * 1000), 0), 2147483647)::integer END`;

/**
 * Answer times that are kept for good are counted on a fixed scale. At these milliseconds its steps begin; what is
 * faster has a step of its own. From 40 ms to 7.5 s each begins at most a quarter later than the one before, so that no
 * estimate is off by more. None is ever moved: what was counted on it would mean something else.
 */
const STEPS: readonly number[] = [
  5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 100, 125, 150, 175, 200, 225, 250, 300, 350, 400, 450, 500, 600, 700, 800,
  900, 1_000, 1_250, 1_500, 1_750, 2_000, 2_500, 3_000, 3_500, 4_000, 4_500, 5_000, 6_000, 7_500, 10_000,
];

const STEP_NUMBERS = Array.from({ length: STEPS.length + 1 }, (_, step) => step);

/** SQL: the step that `answer_ms` is on. */
export const STEP = `width_bucket(answer_ms, ARRAY[${STEPS.join(', ')}])`;

/** SQL: how many there are on each step, of rows that have `step`. */
export const ON_EACH_STEP = arrayOf((step) => `count(*) FILTER (WHERE step = ${step})`);

/** SQL: the sums of `answer_times`, step by step. */
export const SUMMED_STEPS = arrayOf((step) => `coalesce(sum(answer_times[${step + 1}]), 0)`);

function arrayOf(sqlOf: (step: number) => string): string {
  return `ARRAY[${STEP_NUMBERS.map((step) => sqlOf(step)).join(', ')}]::integer[]`;
}

/** What is known of answers that were counted on the scale, all but the longest estimated; null when there was none. */
export function estimatedTimes(onEachStep: readonly number[], maxMs: number | null): AnswerTimes | null {
  const answers = onEachStep.reduce((sum, count) => sum + count, 0);
  if (maxMs === null || answers === 0) return null;
  const within = (share: number) => longestOf(share * answers, onEachStep, maxMs);
  return { p50: within(0.5), p95: within(0.95), p99: within(0.99), max: maxMs };
}

/** How long so many of the fastest answers took at most, as if those on one step lay evenly between it and the next. */
function longestOf(fastest: number, onEachStep: readonly number[], maxMs: number): number {
  let faster = 0;
  for (const [step, count] of onEachStep.entries()) {
    if (count > 0 && faster + count >= fastest) {
      const from = STEPS[step - 1] ?? 0;
      const to = Math.min(STEPS[step] ?? maxMs, maxMs);
      return Math.round(from + ((to - from) * (fastest - faster)) / count);
    }
    faster += count;
  }
  return maxMs;
}
