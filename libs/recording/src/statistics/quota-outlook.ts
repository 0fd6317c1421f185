import { FARTHEST_DAYS, paceOf, type MonthSoFar } from './month-pace.js';
import { LEAST_DAYS, type Trend } from './trend.js';

/** When a quota will be met. */
export interface QuotaOutlook {
  /** Null: none is set. */
  quota: number | null;
  /** By how much the figure of a day grows from one to the next; null: there are too few days to say. */
  trendPerDay: number | null;
  /** Days until the quota is met, 0 when it is. Null: nobody can say, or it is not in sight. */
  daysLeft: number | null;
  /** Why, in words for a person. */
  explanation: string;
}

/** For calls at one time. `highest`: the most of the last days, which may have met the quota while the line has not. */
export function liveOutlook(quota: number | null, highest: number, trend: Trend | null): QuotaOutlook {
  return outlook(quota, highest, trend, daysUntil);
}

/** For calls of a calendar month: of this one, or of the first that has so many. */
export function monthlyOutlook(quota: number | null, month: MonthSoFar, trend: Trend | null): QuotaOutlook {
  return outlook(quota, month.before + month.today, trend, (line, limit) => {
    for (const { day, calls } of paceOf(month, line)) if (calls >= limit) return day;
    return null;
  });
}

function outlook(
  quota: number | null,
  soFar: number,
  trend: Trend | null,
  daysUntilMet: (trend: Trend, quota: number) => number | null,
): QuotaOutlook {
  const trendPerDay = trend && Math.round(trend.perDay * 100) / 100;
  const known = { quota, trendPerDay };
  if (quota === null) return { ...known, daysLeft: null, explanation: 'No quota is set.' };
  if (soFar >= quota) return { ...known, daysLeft: 0, explanation: 'The quota is met.' };
  if (!trend) return { ...known, daysLeft: null, explanation: `A trend needs ${LEAST_DAYS} whole days of figures.` };
  const daysLeft = daysUntilMet(trend, quota);
  if (daysLeft !== null) return { ...known, daysLeft, explanation: 'If every day goes on as the trend says.' };
  if (trend.perDay > 0) return { ...known, daysLeft, explanation: 'By the trend it is more than ten years away.' };
  return { ...known, daysLeft, explanation: 'The trend is flat or falling, and does not reach the quota.' };
}

function daysUntil({ today, perDay }: Trend, quota: number): number | null {
  if (today >= quota) return 0;
  if (perDay <= 0) return null;
  const days = Math.ceil((quota - today) / perDay);
  return days <= FARTHEST_DAYS ? days : null;
}
