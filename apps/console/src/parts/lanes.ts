import type { Tone } from './badge.js';

/** Something that went on for a while; `to` null: it still does. */
export interface Stretch {
  from: string;
  to: string | null;
  what: string;
  tone: Tone;
}

/** Something that happened at one moment. */
export interface Point {
  at: string;
  what: string;
  tone: Tone;
}

export interface Lane {
  name: string;
  stretches: readonly Stretch[];
  points?: readonly Point[];
}

/** Where a moment lies between begin and end, from 0 to 1; what is outside lies at the border. */
export function placeOf(at: number, { begin, end }: { begin: number; end: number }): number {
  if (end <= begin) return 0;
  return Math.min(1, Math.max(0, (at - begin) / (end - begin)));
}

/** Whether something of it lies between begin and end. */
export function isWithin({ from, to }: Stretch, { begin, end }: { begin: number; end: number }): boolean {
  const [first, last] = [Date.parse(from), to === null ? Infinity : Date.parse(to)];
  return !(first < begin && last <= begin) && !(last > end && first >= end);
}

/** A stretch for each time from one change to the next, of which the last goes on until `until`. */
export function stretchesBetween(
  changes: readonly { at: string; what: string; tone: Tone }[],
  until: string | null,
): Stretch[] {
  return changes
    .map(({ at, what, tone }, index) => ({ from: at, to: changes[index + 1]?.at ?? until, what, tone }))
    .filter(({ from, to }) => to === null || from < to);
}
