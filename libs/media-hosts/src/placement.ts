import type { MediaHost } from './media-host.entity.js';
import { distance, isReadable } from './region.js';

/** Three heartbeats missed. */
export const SILENT_AFTER_MS = 15_000;

export type Candidate = Pick<
  MediaHost,
  | 'hostId'
  | 'url'
  | 'region'
  | 'maxCalls'
  | 'activeCalls'
  | 'reservedCalls'
  | 'load'
  | 'draining'
  | 'drainOrdered'
  | 'heartbeatAt'
>;

export interface CallPlace {
  /** Region of the caller, e.g. `emea`. */
  region: string | null;
  /** Where Teams hosts the conversation's media, e.g. `EUWE`: the better hint of the two (protocol §14.6). */
  mediaHostedRegion: string | null;
  /** Hosts that were asked for this call and could not help. */
  exclude: readonly string[];
}

/**
 * In which order to ask for a seat. Silent, draining and full hosts are not asked at all. A host that counts itself full
 * comes last rather than not at all, because its word is up to a heartbeat old. Otherwise the nearest comes first and,
 * among equally near ones, the emptiest.
 */
export function placement(hosts: readonly Candidate[], call: CallPlace, now: Date): Candidate[] {
  const media = call.mediaHostedRegion && isReadable(call.mediaHostedRegion) ? call.mediaHostedRegion : call.region;
  return hosts
    .filter((host) => !call.exclude.includes(host.hostId) && takesCalls(host, now))
    .map((host) => ({
      host,
      rank: [Number(host.activeCalls >= host.maxCalls), distance(host.region, media), fullness(host)] as const,
    }))
    .sort(
      (a, b) =>
        a.rank[0] - b.rank[0] ||
        a.rank[1] - b.rank[1] ||
        a.rank[2] - b.rank[2] ||
        (a.host.hostId < b.host.hostId ? -1 : 1),
    )
    .map(({ host }) => host);
}

function takesCalls(host: Candidate, now: Date): boolean {
  const silent = now.getTime() - host.heartbeatAt.getTime() > SILENT_AFTER_MS;
  return !silent && !host.draining && !host.drainOrdered && host.reservedCalls < host.maxCalls;
}

/** By what is scarcer: seats, or whatever the host measures. */
function fullness(host: Candidate): number {
  return Math.max(host.reservedCalls / host.maxCalls, host.load);
}
