import type { StatisticsQuery } from '@app/contracts';
import { INTERVAL_MS, type StatisticsRange } from '@app/recording';
import { InvalidRequest } from '../http/invalid-request.errors.js';

const HOURS = INTERVAL_MS.hour;
const DAYS = INTERVAL_MS.day;

/** Of each interval: how much time is shown unless told, and at most, so that no answer has more than 1,500 buckets. */
const SPANS = {
  minute: { usualMs: HOURS, longestMs: 24 * HOURS, longest: '24 hours' },
  hour: { usualMs: DAYS, longestMs: 60 * DAYS, longest: '60 days' },
  day: { usualMs: 30 * DAYS, longestMs: 400 * DAYS, longest: '400 days' },
};

/**
 * The whole buckets in which the time lies that was asked for. Nothing of them is later than the bucket of now.
 * @throws InvalidRequest for a time that is too long, or none
 */
export function rangeOf({ interval, ...asked }: StatisticsQuery, now: Date): StatisticsRange {
  const { usualMs, longestMs, longest } = SPANS[interval];
  const to = Math.min(asked.to?.getTime() ?? Infinity, now.getTime());
  const from = asked.from?.getTime() ?? to - usualMs;
  if (from >= to) throw refused('from', 'must be before `to`, and before now');
  if (to - from > longestMs) throw refused('from', `must be at most ${longest} before \`to\` by the ${interval}`);
  if (from < 0) throw refused(asked.from ? 'from' : 'to', 'is too long ago');
  const bucketMs = INTERVAL_MS[interval];
  return {
    interval,
    from: new Date(Math.floor(from / bucketMs) * bucketMs),
    to: new Date(Math.ceil(to / bucketMs) * bucketMs),
  };
}

function refused(name: string, reason: string): InvalidRequest {
  return new InvalidRequest([{ name, reason }]);
}
