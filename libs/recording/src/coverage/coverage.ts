import { holdsAt, intersection, union, type Stretch } from './stretches.js';

export type CoverageLevel = 'none' | 'single' | 'double';

/** What one of our calls contributes. */
export interface Leg {
  callId: string;
  /** Two calls on one host are one recording as far as its fall goes; null: no host, so the call speaks for itself. */
  mediaHostId: string | null;
  /** When media was kept. */
  kept: readonly Stretch[];
  /** Who was recorded by this call, and when. */
  seats: readonly (Stretch & { participantId: string })[];
}

/** A recorder of somebody else's that Teams named beside ours for a participant (protocol §10.1, §13.3). */
export interface OtherRecorder {
  observedParticipantId: string;
  recorderId: string;
  /** When Teams named it for this participant. */
  named: readonly Stretch[];
  /** When the roster showed it, and not as failed or not recording. */
  present: readonly Stretch[];
}

export interface ConversationFacts {
  legs: readonly Leg[];
  recorders: readonly OtherRecorder[];
  /** When participants were there, as far as rosters and seats tell. */
  present: readonly (Stretch & { participantId: string })[];
}

export interface CoverageStretch extends Stretch {
  level: CoverageLevel;
  /** Media hosts, calls without one, and other recorders: who recorded, in order of their names. */
  by: string[];
}

/**
 * By how many independent recordings a participant was covered, for every moment at which they were there, until `now`.
 * Pure: the same facts give the same coverage, whoever asks and when.
 */
export function coverageOf(participantId: string, facts: ConversationFacts, now: number): CoverageStretch[] {
  const until = { from: -Infinity, to: now };
  const there = intersection(mine(facts.present, participantId), [until]);
  const sources = sourcesOf(participantId, facts);
  const turns = new Set<number>();
  for (const stretches of [there, ...sources.values()])
    for (const { from, to } of stretches) for (const turn of [from, to]) turns.add(turn);
  const ordered = [...turns].sort((a, b) => a - b);

  const coverage: CoverageStretch[] = [];
  for (const [i, from] of ordered.entries()) {
    const to = ordered[i + 1];
    if (to === undefined || !holdsAt(there, from)) continue;
    const by = [...sources]
      .filter(([, stretches]) => holdsAt(stretches, from))
      .map(([name]) => name)
      .sort();
    const last = coverage.at(-1);
    if (last?.to === from && last.by.join() === by.join()) last.to = to;
    else coverage.push({ from, to, level: levelOf(by.length), by });
  }
  return coverage;
}

/** Every participant whom any of our calls was to record. */
export function coveredParticipants({ legs }: ConversationFacts): string[] {
  return [...new Set(legs.flatMap(({ seats }) => seats.map(({ participantId }) => participantId)))].sort();
}

/** Whatever recorded this participant, by name, and when. */
function sourcesOf(participantId: string, { legs, recorders }: ConversationFacts): Map<string, Stretch[]> {
  const sources = new Map<string, Stretch[]>();
  const add = (name: string, stretches: readonly Stretch[]) =>
    sources.set(name, union([...(sources.get(name) ?? []), ...stretches]));
  for (const { callId, mediaHostId, kept, seats } of legs)
    add(mediaHostId ? `host ${mediaHostId}` : `call ${callId}`, intersection(kept, mine(seats, participantId)));
  for (const { observedParticipantId, recorderId, named, present } of recorders)
    if (observedParticipantId === participantId) add(`recorder ${recorderId}`, intersection(named, present));
  return sources;
}

function mine(stretches: readonly (Stretch & { participantId: string })[], participantId: string): Stretch[] {
  return union(stretches.filter((each) => each.participantId === participantId));
}

function levelOf(recordings: number): CoverageLevel {
  if (recordings === 0) return 'none';
  return recordings === 1 ? 'single' : 'double';
}
