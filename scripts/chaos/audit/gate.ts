import type { Outages } from '../outages.js';
import { storedId, type Evidence, type Finding } from './evidence.js';

/** A stop order has 5 s to be obeyed before a person is told (docs/architecture.md §5). */
const STOPPED_WITHIN_MS = 5_000;

/** Media was kept before Graph had confirmed `recording`, or after the call had ended. */
export function gateViolations({ storm, settled, kept, outages }: Evidence): Finding[] {
  const callOf = new Map(settled.sessions.map(({ mediaSessionId, callId }) => [mediaSessionId, callId]));
  const legOf = new Map(storm.legs.map((leg) => [storedId(leg.callId), leg]));
  return kept.flatMap(({ mediaSessionId, mediaHostId, from, to }) => {
    const callId = callOf.get(mediaSessionId);
    const leg = callId === undefined ? undefined : legOf.get(callId);
    // Prepared for an answer that somebody else gave: no call ever sent media there.
    if (!leg)
      return [
        { callId: callId ?? '', what: `${mediaHostId} kept media of session ${mediaSessionId}, which no call has` },
      ];
    const confirmedAt = leg.recordingStatuses.find(({ status }) => status === 'recording')?.at;
    const until = (leg.endedAt ?? Infinity) + STOPPED_WITHIN_MS + stoodStill(outages, mediaHostId, leg.endedAt, to);
    if (confirmedAt === undefined) return [{ callId: leg.callId, what: 'kept, and never confirmed as recording' }];
    if (from < confirmedAt)
      return [{ callId: leg.callId, what: `kept ${confirmedAt - from} ms before Graph confirmed` }];
    return to > until ? [{ callId: leg.callId, what: `kept ${to - (leg.endedAt ?? to)} ms after the end` }] : [];
  });
}

/** A host that stood still reads late what had come in time. */
function stoodStill(outages: Outages, mediaHostId: string, endedAt: number | null, to: number): number {
  return outages
    .of(mediaHostId)
    .filter((outage) => outage.cause === 'stopped' && outage.to >= (endedAt ?? to) && outage.from <= to)
    .reduce((sum, outage) => sum + Math.min(outage.to, to) - outage.from, 0);
}
