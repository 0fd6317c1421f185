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
  | 'failureDomain'
>;

export interface CallPlace {
  /** Region of the caller, e.g. `emea`. */
  region: string | null;
  /** Where Teams hosts the conversation's media, e.g. `EUWE`: the better hint of the two (protocol §14.6). */
  mediaHostedRegion: string | null;
  /** Hosts that were asked for this call and could not help. */
  exclude: readonly string[];
  /** Hosts of the calls that this one is to be kept apart from. */
  apartFrom?: readonly Candidate[];
}

/**
 * In which order to ask for a seat. Silent, draining and full hosts are not asked at all. A host that counts itself full
 * comes last rather than not at all, because its word is up to a heartbeat old. Otherwise whoever does not fail together
 * with a twin's host comes first, then the nearest and, among equally near ones, the emptiest. A twin's own host is not
 * asked (protocol §13.3).
 */
export function placement(hosts: readonly Candidate[], call: CallPlace, now: Date): Candidate[] {
  const { apartFrom = [] } = call;
  const siblings = new Set(apartFrom.map(({ hostId }) => hostId));
  const domains = new Set(apartFrom.map(failureDomainOf));
  const media = call.mediaHostedRegion && isReadable(call.mediaHostedRegion) ? call.mediaHostedRegion : call.region;
  return hosts
    .filter((host) => !call.exclude.includes(host.hostId) && !siblings.has(host.hostId) && takesCalls(host, now))
    .map((host) => ({
      host,
      rank: [
        Number(host.activeCalls >= host.maxCalls),
        Number(domains.has(failureDomainOf(host))),
        distance(host.region, media),
        fullness(host),
      ] as const,
    }))
    .sort(
      (a, b) =>
        a.rank[0] - b.rank[0] ||
        a.rank[1] - b.rank[1] ||
        a.rank[2] - b.rank[2] ||
        a.rank[3] - b.rank[3] ||
        (a.host.hostId < b.host.hostId ? -1 : 1),
    )
    .map(({ host }) => host);
}

/** Of hosts that do not tell, those of one region are taken to fail together. */
function failureDomainOf({ failureDomain, region }: Candidate): string {
  return (failureDomain ?? region).toLowerCase();
}

function takesCalls(host: Candidate, now: Date): boolean {
  const silent = now.getTime() - host.heartbeatAt.getTime() > SILENT_AFTER_MS;
  return !silent && !host.draining && !host.drainOrdered && host.reservedCalls < host.maxCalls;
}

/** By what is scarcer: seats, or whatever the host measures. */
function fullness(host: Candidate): number {
  return Math.max(host.reservedCalls / host.maxCalls, host.load);
}
