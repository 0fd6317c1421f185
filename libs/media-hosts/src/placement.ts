import type { MediaHost, MediaReservation } from './media-host.entity.js';
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

/** Where a call is that another one is to be kept apart from. */
export interface Sibling {
  hostId: string;
  region: string;
  /** As it was when the sibling took its seat. */
  failureDomain: string | null;
}

export interface CallPlace {
  /** Region of the caller, e.g. `emea`. */
  region: string | null;
  /** Where Teams hosts the conversation's media, e.g. `EUWE`: the better hint of the two (protocol §14.6). */
  mediaHostedRegion: string | null;
  /** Hosts that were asked for this call and could not help. */
  exclude: readonly string[];
}

export interface Place {
  host: Candidate;
  /** What the call would share with no sibling there; null: it would share even the host. */
  separatedBy: MediaReservation['separatedBy'];
}

/**
 * In which order to ask for a seat. Silent, draining and full hosts are not asked at all. A host that counts itself full
 * comes late rather than not at all, because its word is up to a heartbeat old. Otherwise whoever is least likely to fail
 * together with a sibling's host comes first (protocol §13.3), then the nearest and, among equally near ones, the
 * emptiest. A sibling's own host comes last of all.
 */
export function placement(
  hosts: readonly Candidate[],
  siblings: readonly Sibling[],
  call: CallPlace,
  now: Date,
): Place[] {
  const media = call.mediaHostedRegion && isReadable(call.mediaHostedRegion) ? call.mediaHostedRegion : call.region;
  return hosts
    .filter((host) => !call.exclude.includes(host.hostId) && takesCalls(host, now))
    .map((host) => {
      const separatedBy = separation(host, siblings);
      const rank = [
        Number(separatedBy === null),
        Number(host.activeCalls >= host.maxCalls),
        Number(separatedBy === 'host'),
        Number(separatedBy === 'host' && siblings.some(({ region }) => isSame(region, host.region))),
        distance(host.region, media),
        fullness(host),
      ];
      return { host, separatedBy, rank };
    })
    .sort((a, b) => compare(a.rank, b.rank) || (a.host.hostId < b.host.hostId ? -1 : 1))
    .map(({ host, separatedBy }) => ({ host, separatedBy }));
}

/** Of hosts that do not tell, those of one region are taken to fail together. */
export function failureDomainOf({ failureDomain, region }: Pick<Candidate, 'failureDomain' | 'region'>): string {
  return (failureDomain ?? region).toLowerCase();
}

function separation(host: Candidate, siblings: readonly Sibling[]): Place['separatedBy'] {
  if (siblings.some(({ hostId }) => hostId === host.hostId)) return null;
  return siblings.some(({ failureDomain }) => failureDomain === failureDomainOf(host)) ? 'host' : 'failureDomain';
}

function takesCalls(host: Candidate, now: Date): boolean {
  const silent = now.getTime() - host.heartbeatAt.getTime() > SILENT_AFTER_MS;
  return !silent && !host.draining && !host.drainOrdered && host.reservedCalls < host.maxCalls;
}

/** By what is scarcer: seats, or whatever the host measures. */
function fullness(host: Candidate): number {
  return Math.max(host.reservedCalls / host.maxCalls, host.load);
}

function isSame(region: string, other: string): boolean {
  return region.toLowerCase() === other.toLowerCase();
}

/** Negative: `one` comes first, by the first number in which they differ. */
function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, i) => value !== other[i]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}
