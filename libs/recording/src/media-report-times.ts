import { ReportOutOfTime } from './recording.errors.js';

/** How far a media host's clock may be from ours, either way (media-host contract). */
export const MOST_SKEW_MS = 60_000;

interface ReportTimes {
  at: Date;
  segment?: { from: Date; to: Date };
}

/**
 * A report whose times cannot be true is worth nothing as evidence: nothing of a call happens before its invitation,
 * and nothing is known before it happened.
 * @throws ReportOutOfTime
 */
export function checkReportTimes({ at, segment }: ReportTimes, invitedAt: Date, now: Date): void {
  const times = { at, ...(segment && { 'segment.from': segment.from, 'segment.to': segment.to }) };
  const parameters = Object.entries(times).flatMap(([name, time]) => {
    if (time.getTime() > now.getTime() + MOST_SKEW_MS) return { name, reason: "is ahead of the recorder's clock" };
    if (time.getTime() < invitedAt.getTime() - MOST_SKEW_MS) return { name, reason: "is before the call's invitation" };
    return [];
  });
  if (parameters.length > 0) throw new ReportOutOfTime(parameters);
}
