import type { AnswerTimes } from './answer-times.js';

/**
 * What is counted of sessions, and the SQL that counts it. A call that ended before anybody responded, because the
 * caller hung up, stays undecided. `failed` is what Teams was last told: as a list of sessions with
 * `recordingStatus=failed` has it.
 */
const COUNTS = {
  invitations: 'count(*)',
  answered: `count(*) FILTER (WHERE response = 'answered')`,
  rejected: `count(*) FILTER (WHERE response = 'rejected')`,
  redirected: `count(*) FILTER (WHERE response = 'redirected')`,
  missed: `count(*) FILTER (WHERE response = 'missed')`,
  undecided: 'count(*) FILTER (WHERE response IS NULL)',
  recorded: 'count(recording_started_at)',
  failed: `count(*) FILTER (WHERE recording_status = 'failed')`,
};

export type Counts = Record<keyof typeof COUNTS, number>;
export type Figures = Counts & { answerMs: AnswerTimes | null };

/** Columns of what was counted, by the names of their counts. */
export const COUNT_COLUMNS = Object.keys(COUNTS);

/** SQL: of sessions, each count under its name. */
export const COUNTED = Object.entries(COUNTS)
  .map(([name, sql]) => `${sql}::integer AS ${name}`)
  .join(', ');

/** SQL: the sums of what was counted before. */
export const SUMMED = COUNT_COLUMNS.map((name) => `coalesce(sum(${name}), 0)::integer AS ${name}`).join(', ');

/** Of a time in which there was no call. */
export const NO_CALLS: Figures = {
  ...{ invitations: 0, answered: 0, rejected: 0, redirected: 0, missed: 0, undecided: 0, recorded: 0, failed: 0 },
  answerMs: null,
};
