/** A figure of one day. */
export interface DayFigure {
  /** Days from today: yesterday is -1. */
  day: number;
  value: number;
}

/** A straight line through the figures of days. */
export interface Trend {
  /** Where it stands today. */
  today: number;
  /** By how much it rises from one day to the next; less than none where it falls. */
  perDay: number;
}

/** With fewer days than a week has, every weekend looks like a fall. */
export const LEAST_DAYS = 7;

/** The line by least squares through figures of different days; null when there are too few. It knows no weekends. */
export function trendOf(figures: readonly DayFigure[]): Trend | null {
  if (figures.length < LEAST_DAYS) return null;
  const meanDay = meanOf(figures.map(({ day }) => day));
  const meanValue = meanOf(figures.map(({ value }) => value));
  const spread = meanOf(figures.map(({ day }) => (day - meanDay) ** 2));
  const together = meanOf(figures.map(({ day, value }) => (day - meanDay) * (value - meanValue)));
  const perDay = together / spread;
  return { today: meanValue - perDay * meanDay, perDay };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
