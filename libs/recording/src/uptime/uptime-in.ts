import { intersection, without, type Stretch } from '../coverage/stretches.js';

/** Whoever was up this short a time ago is taken to be so still: three of its notes, one every 5 s, may fail. */
export const GOES_ON_MS = 15_000;

/** What recorders noted of when they could take invitations. */
export interface NotedUptime {
  /** Of all recorders, those that overlap some time. */
  stretches: readonly Stretch[];
  /** The first that was ever noted; null: none was. */
  since: Date | null;
}

/** When the service could take invitations, within some time. */
export interface Uptime {
  /** At least one recorder could. */
  up: Stretch[];
  /** None is known to have been able to. */
  gaps: Stretch[];
  /** Nobody noted anything before. */
  notedSince: Date | null;
}

/** The stretches of all recorders, put together. Of the time before any was noted it says neither. */
export function uptimeIn(searched: Stretch, { stretches, since }: NotedUptime, now: Date): Uptime {
  const untilNow = ({ from, to }: Stretch) => ({ from, to: now.getTime() - to > GOES_ON_MS ? to : now.getTime() });
  const up = intersection([searched], stretches.map(untilNow));
  const noted = { from: Math.max(searched.from, since?.getTime() ?? Infinity), to: searched.to };
  return { up, gaps: without([noted], up), notedSince: since };
}
