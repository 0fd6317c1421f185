import { coverageOf } from '../coverage/coverage.js';
import type { CoveringLeg, PersonFacts } from '../coverage/conversation-facts.store.js';
import { HOLE_MS } from '../coverage/media-losses.js';
import { presenceOf, type HeldSeat } from '../coverage/presence.js';
import { recordingsOf } from '../coverage/recordings.js';
import { holdsAt, intersection, union, without, type Stretch } from '../coverage/stretches.js';
import { MOST_SKEW_MS } from '../media-report-times.js';
import type { GapCause } from './gap-causes.js';
import type { Obligation } from './obligation.js';

/** A stretch that policy wanted recorded, of which nobody has anything. */
export interface Gap extends Stretch {
  cause: GapCause;
  /** The call that was to record it; null: none had a seat for them. */
  sessionId: string | null;
}

/** A call of ours with what it owed, and what its media host has shown to have kept. */
export interface OwingLeg extends CoveringLeg {
  obligation: Obligation;
  segments: readonly Stretch[];
}

/**
 * What nobody kept of one person while policy wanted it kept, and why; in order. Pure, and of a conversation whose calls
 * have all ended. What is shorter than the hole that a segment may have is none,
 * unless it is all there is of them because nobody answered.
 */
export function gapsOf(legs: readonly OwingLeg[], facts: PersonFacts): Gap[] {
  const owing = legs.filter(({ obligation }) => obligation.from !== null);
  const seats = facts.seats.flatMap((seat) => whileOwed(seat, owing));
  const rosters = facts.rosters.flatMap((roster) => whileOwed(roster, owing));
  const recordings = recordingsOf(legs.map(shownOnly), facts.seats, facts.named, facts.shown);
  const coverage = coverageOf(presenceOf({ seats, rosters, asked: facts.asked }), recordings);
  return union(coverage.filter(({ level }) => level === 'none'))
    .map((gap) => explained(gap, owing, seats))
    .filter(
      (gap) => lengthOf(gap) > HOLE_MS || (recordings.length === 0 && gap.some(({ cause }) => isUnanswered(cause))),
    )
    .flat();
}

/** Whoever a call has a seat for, or shows, is to be recorded from when the call owes it. */
function whileOwed<There extends Stretch & { sessionId: string }>(there: There, owing: readonly OwingLeg[]): There[] {
  const owedFrom = owing.find(({ sessionId }) => sessionId === there.sessionId)?.obligation.from;
  if (owedFrom === undefined || owedFrom === null) return [];
  const from = Math.max(there.from, owedFrom);
  return from < there.to ? [{ ...there, from }] : [];
}

/** Without what the media host says it kept and has shown nothing of. */
function shownOnly(leg: OwingLeg): OwingLeg {
  const kept = leg.kept.flatMap((each) => without([each], unshownOf(each, leg)).map((part) => ({ ...each, ...part })));
  return { ...leg, kept };
}

/**
 * Holes in what it has shown are told exactly, both ends only roughly, because its clock may be another. Of media that
 * Microsoft takes there is nothing to be shown.
 */
function unshownOf(kept: Stretch, { mediaHostId, segments }: OwingLeg): Stretch[] {
  if (mediaHostId === null) return [];
  const around = { from: kept.from - MOST_SKEW_MS, to: kept.to + MOST_SKEW_MS };
  const shown = union(segments, HOLE_MS).filter((each) => intersection([each], [around]).length > 0);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first) first.from -= MOST_SKEW_MS;
  if (last) last.to += MOST_SKEW_MS;
  return without([kept], shown).filter(({ from, to }) => to - from > HOLE_MS);
}

/** In pieces of one cause each. */
function explained(gap: Stretch, legs: readonly OwingLeg[], seats: readonly HeldSeat[]): Gap[] {
  const marks = [
    ...seats.flatMap(({ from, to }) => [from, to]),
    ...legs.flatMap(({ obligation, kept }) => [
      ...obligation.turns.map(({ from }) => from),
      ...kept.flatMap(({ from, to }) => [from, to]),
    ]),
  ].filter((mark) => gap.from < mark && mark < gap.to);
  const turns = [...new Set([gap.from, ...marks, gap.to])].sort((a, b) => a - b);
  const gaps: Gap[] = [];
  for (const [i, to] of turns.slice(1).entries()) {
    const from = turns[i]!;
    const why = whyAt(from, legs, seats);
    const last = gaps.at(-1);
    if (last?.cause === why.cause && last.sessionId === why.sessionId) last.to = to;
    else gaps.push({ from, to, ...why });
  }
  return gaps;
}

function lengthOf(pieces: readonly Stretch[]): number {
  return pieces.reduce((sum, { from, to }) => sum + to - from, 0);
}

function isUnanswered(cause: GapCause): boolean {
  return cause === 'notAnswered' || cause === 'noMediaHost';
}

/** By the call in which they had a seat; failing that, by the last in which they had one. */
function whyAt(time: number, legs: readonly OwingLeg[], seats: readonly HeldSeat[]): Pick<Gap, 'cause' | 'sessionId'> {
  const taken = seats.filter(({ from }) => from <= time);
  const seat = taken.find((each) => holdsAt([each], time)) ?? taken.sort((a, b) => a.to - b.to).at(-1);
  const leg = legs.find(({ sessionId }) => sessionId === seat?.sessionId);
  if (!seat || !leg) return { cause: 'notAdmitted', sessionId: null };
  const { sessionId } = leg;
  const isHeld = holdsAt([seat], time);
  if (isHeld && holdsAt(leg.kept, time)) return { cause: 'nothingShown', sessionId };
  const cause = leg.obligation.turns.findLast(({ from }) => from <= time)?.cause;
  // Without a seat there is nothing of the call to hinder it, but its end.
  return { cause: isHeld || cause === 'callEnded' ? (cause ?? 'unexplained') : 'unexplained', sessionId };
}
