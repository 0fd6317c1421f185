import { union, without, type Stretch } from './stretches.js';

/** Somebody's seat of one of our calls. */
export interface HeldSeat extends Stretch {
  sessionId: string;
  /** Null while it is held, or ended with its call. */
  freedBy: string | null;
}

export interface SignsOfPresence {
  seats: readonly HeldSeat[];
  /** From their first roster of a call to their last. */
  rosters: readonly Stretch[];
  /** When they asked in. */
  asked: readonly number[];
}

/**
 * When somebody was there. Rosters tell of the first coming and the last leaving only; between a seat that was freed
 * because they left and their next sign, they were away, whatever their other calls have yet to hear.
 */
export function presenceOf({ seats, rosters, asked }: SignsOfPresence): Stretch[] {
  const signs = [...seats.map(({ from }) => from), ...asked];
  const away = seats
    .filter(({ freedBy }) => freedBy === 'left' || freedBy === 'roster')
    .map(({ to }) => ({ from: to, to: Math.min(...signs.filter((sign) => sign >= to)) }));
  return without(union([...seats, ...rosters]), away);
}
