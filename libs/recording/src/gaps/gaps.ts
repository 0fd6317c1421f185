import { coverageOf } from '../coverage/coverage.js';
import { LEAVING_MS } from '../coverage/coverage-falls.js';
import type { CoveringLeg, PersonFacts } from '../coverage/conversation-facts.store.js';
import type { Kept } from '../coverage/kept-stretches.js';
import { HOLE_MS } from '../coverage/media-losses.js';
import { presenceOf, type HeldSeat } from '../coverage/presence.js';
import { recordingsOf } from '../coverage/recordings.js';
import { holdsAt, union, type Stretch } from '../coverage/stretches.js';
import { TWINS_WITHIN_MS } from '../conversation.store.js';
import type { GapCause } from './gap-causes.js';
import type { Obligation } from './obligation.js';

/** A stretch that policy wanted recorded, of which nobody has anything. */
export interface Gap extends Stretch {
  cause: GapCause;
  /** The call that was to record it; null: none had a seat for them. */
  sessionId: string | null;
}

/** A call of ours with what it owed. */
export interface OwingLeg extends CoveringLeg {
  obligation: Obligation;
  /** What it kept, as far as that was shown. */
  shown: readonly Kept[];
}

/** Of a call, by a seat of it or by its rosters. */
type There = Stretch & { sessionId: string };

/**
 * What nobody kept of one person while policy wanted it kept, and why; in order. Pure, and of a conversation whose calls
 * have all ended. What is shorter than the hole that a segment may have is none, unless it is all there is of them because
 * no call came up; nor is that the calls of a meeting end one after another.
 */
export function gapsOf(legs: readonly OwingLeg[], facts: PersonFacts): Gap[] {
  const owed = <Sign extends There>(signs: readonly Sign[]) => signs.flatMap((sign) => whileOwed(sign, legs, facts));
  const there = presenceOf({ seats: owed(facts.seats), rosters: owed(facts.rosters), asked: facts.asked });
  const recorded = legs.map((leg) => ({ ...leg, kept: leg.shown }));
  const recordings = recordingsOf(recorded, facts.seats, facts.named, facts.shown);
  const isLeaving = (pieces: readonly Gap[]) =>
    pieces.every(({ cause }) => cause === 'callEnded') &&
    lengthOf(pieces) <= LEAVING_MS &&
    there.some(({ to }) => to === pieces.at(-1)?.to);
  const isAll = (pieces: readonly Gap[]) =>
    recordings.length === 0 && pieces.some(({ sessionId }) => legOf(sessionId, legs)?.obligation.isUnserved);
  return union(coverageOf(there, recordings).filter(({ level }) => level === 'none'))
    .map((gap) => inPieces(gap, legs, facts.seats))
    .filter((pieces) => (lengthOf(pieces) > HOLE_MS && !isLeaving(pieces)) || isAll(pieces))
    .flat();
}

function legOf(sessionId: string | null, legs: readonly OwingLeg[]): OwingLeg | undefined {
  return legs.find((leg) => leg.sessionId === sessionId);
}

function lengthOf(pieces: readonly Stretch[]): number {
  return pieces.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Whoever a call has a seat for, or shows, is to be recorded from when the call owes it until it was over. */
function whileOwed<Sign extends There>(sign: Sign, legs: readonly OwingLeg[], { seats }: PersonFacts): Sign[] {
  const leg = legOf(sign.sessionId, legs);
  if (!leg) return [];
  const owedFrom = owedFromOf(leg, legs, seats);
  if (owedFrom === null) return [];
  const [from, to] = [Math.max(sign.from, owedFrom), Math.min(sign.to, leg.obligation.until)];
  return from < to ? [{ ...sign, from, to }] : [];
}

/** Of twins that one does not come up is no reason to speak before the other is up. */
function owedFromOf({ obligation }: OwingLeg, legs: readonly OwingLeg[], seats: readonly HeldSeat[]): number | null {
  if (obligation.from === null || !obligation.isUnserved) return obligation.from;
  const twins = legs.flatMap(({ sessionId, obligation: { from, isUnserved, invitedAt } }) => {
    const isTwin = Math.abs(invitedAt - obligation.invitedAt) <= TWINS_WITHIN_MS;
    const isTheirs = seats.some((seat) => seat.sessionId === sessionId);
    return from !== null && !isUnserved && isTwin && isTheirs ? [from] : [];
  });
  return twins.length > 0 ? Math.max(obligation.from, Math.min(...twins)) : obligation.from;
}

/** Of one cause each. */
function inPieces(gap: Stretch, legs: readonly OwingLeg[], seats: readonly HeldSeat[]): Gap[] {
  const turns = legs.flatMap(({ obligation, kept }) => [
    ...obligation.turns.map(({ from }) => from),
    ...kept.flatMap(({ from, to }) => [from, to]),
  ]);
  const marks = [...seats.flatMap(({ from, to }) => [from, to]), ...turns];
  const inside = marks.filter((mark) => gap.from < mark && mark < gap.to);
  const ends = [...new Set([...inside, gap.to])].sort((a, b) => a - b);
  const pieces: Gap[] = [];
  let { from } = gap;
  for (const to of ends) {
    const why = whyAt(from, legs, seats);
    const last = pieces.at(-1);
    if (last?.cause === why.cause && last.sessionId === why.sessionId) last.to = to;
    else pieces.push({ from, to, ...why });
    from = to;
  }
  return pieces;
}

const NOT_ADMITTED = { cause: 'notAdmitted', sessionId: null } as const;

/** By the call in which they had a seat; failing that, by the last in which they had one. */
function whyAt(time: number, legs: readonly OwingLeg[], seats: readonly HeldSeat[]): Pick<Gap, 'cause' | 'sessionId'> {
  const taken = seats.filter(({ from }) => from <= time);
  const held = taken.filter((seat) => holdsAt([seat], time));
  const owing = held.find(({ sessionId }) => legOf(sessionId, legs)?.obligation.from !== null);
  const seat = owing ?? held[0] ?? taken.reduce<HeldSeat | undefined>((a, b) => (a && a.to > b.to ? a : b), undefined);
  const leg = seat && legOf(seat.sessionId, legs);
  // One that owed nothing was no call of theirs to be recorded in.
  if (!leg || leg.obligation.from === null) return NOT_ADMITTED;
  const { sessionId, obligation, kept } = leg;
  const isHeld = held.includes(seat);
  if (!isHeld && (seat.freedBy === 'left' || seat.freedBy === 'roster')) return NOT_ADMITTED;
  if (!isHeld && seat.freedBy === 'moved') return { cause: 'unexplained', sessionId };
  if (isHeld && holdsAt(kept, time)) return { cause: 'nothingShown', sessionId };
  // Before the first it was not up yet.
  return { cause: obligation.turns.findLast(({ from }) => from <= time)?.cause ?? 'starting', sessionId };
}
