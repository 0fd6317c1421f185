import type { KeptMedia } from '../kept-media.js';
import type { Outages } from '../outages.js';
import type { Records, SessionRow } from '../records.js';
import type { StormLeg, StormReport } from '../storm-control.js';

/** Everything that the auditor is shown. Teams' own account is the truth; what the recorders say is held against it. */
export interface Evidence {
  storm: StormReport;
  /** When every fault had stopped and every call that should be up still was. */
  whileUp: Records;
  /** When everything had ended and the system had had its time. */
  settled: Records;
  kept: KeptMedia[];
  outages: Outages;
}

/** Something that must not be, in words that help to find it. */
export interface Finding {
  callId: string;
  what: string;
}

/** Which program answers at an address: every replica has a callbackUri and a port of its own. */
export type NameOf = (url: string) => string | null;

export function byCall(rows: readonly SessionRow[]): Map<string, SessionRow[]> {
  const found = new Map<string, SessionRow[]>();
  for (const row of rows) found.set(row.callId, [...(found.get(row.callId) ?? []), row]);
  return found;
}

/** Teams spells some ids as 32 digits in upper case; the recorders store them in one way. */
export function storedId(callId: string): string {
  const digits = callId.replaceAll('-', '').toLowerCase();
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** When some recorder first said that it has the invitation; null when none ever did. */
export function takenAt({ posts }: StormLeg): number | null {
  const taken = posts.filter(({ status }) => status !== null && status < 300);
  return taken.length === 0 ? null : Math.min(...taken.map(({ at, durationMs }) => at + durationMs));
}
