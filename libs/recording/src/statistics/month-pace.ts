import type { Trend } from './trend.js';

const DAY_MS = 24 * 3_600_000;
/** Ten years: a straight line says nothing of what is farther. */
export const FARTHEST_DAYS = 3_650;

/** Calls of the calendar month (UTC) in which `at` lies. */
export interface MonthSoFar {
  at: Date;
  /** Of the days that are over. */
  before: number;
  today: number;
}

export interface DayOfPace {
  /** Days from today. */
  day: number;
  /** Calls of its month by the end of that day. */
  calls: number;
  isLastOfMonth: boolean;
}

/** How the calls of each month grow from today on, if every day has what the trend says. */
export function* paceOf({ at, before, today }: MonthSoFar, trend: Trend): Generator<DayOfPace, void> {
  let calls = before;
  for (let day = 0; day <= FARTHEST_DAYS; day += 1) {
    if (day > 0 && dayOfMonth(at, day) === 1) calls = 0;
    const expected = Math.max(0, trend.today + trend.perDay * day);
    calls += day === 0 ? Math.max(today, expected) : expected;
    yield { day, calls, isLastOfMonth: dayOfMonth(at, day + 1) === 1 };
  }
}

/** Calls of this month by its end, to the nearest one. */
export function forecastOf(month: MonthSoFar, trend: Trend): number {
  for (const { calls, isLastOfMonth } of paceOf(month, trend)) if (isLastOfMonth) return Math.round(calls);
  return month.before + month.today;
}

function dayOfMonth(at: Date, days: number): number {
  return new Date(at.getTime() + days * DAY_MS).getUTCDate();
}
