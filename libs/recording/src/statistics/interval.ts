/** How long the buckets of statistics are; they begin at whole minutes, hours and days of UTC. */
export type StatisticsInterval = 'minute' | 'hour' | 'day';

export const INTERVAL_MS: Readonly<Record<StatisticsInterval, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 24 * 3_600_000,
};

/** The UTC day of a time, e.g. `2026-01-15`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
