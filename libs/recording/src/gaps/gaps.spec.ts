import { describe, expect, it } from 'vitest';
import type { PersonFacts } from '../coverage/conversation-facts.store.js';
import type { HeldSeat } from '../coverage/presence.js';
import type { Kept } from '../coverage/kept-stretches.js';
import type { Stretch } from '../coverage/stretches.js';
import type { GapCause } from './gap-causes.js';
import { gapsOf, type OwingLeg } from './gaps.js';

const S = 1_000;

interface LegWish {
  owedFrom?: number | null;
  until?: number;
  invitedAt?: number;
  isUnserved?: boolean;
  turns?: [from: number, cause: GapCause][];
  kept?: [from: number, to: number][];
  /** Unless told otherwise, all that was kept. */
  shown?: [from: number, to: number][];
}

function leg(sessionId: string, wish: LegWish = {}): OwingLeg {
  const keptOf = (stretches: [from: number, to: number][]): Kept[] =>
    stretches.map(([from, to]) => ({ from: from * S, to: to * S, permitId: `${from}`, because: 'callEnded' }));
  const kept = keptOf(wish.kept ?? []);
  return {
    ...{ conversationId: 'c', callId: `call ${sessionId}`, isPrimary: true, sessionId },
    mediaHostId: `host of ${sessionId}`,
    kept,
    obligation: {
      invitedAt: (wish.invitedAt ?? 0) * S,
      from: wish.owedFrom === null ? null : (wish.owedFrom ?? 0) * S,
      until: (wish.until ?? Infinity) * S,
      isUnserved: wish.isUnserved ?? false,
      turns: (wish.turns ?? [[wish.owedFrom ?? 0, 'starting']]).map(([from, cause]) => ({ from: from * S, cause })),
    },
    shown: wish.shown ? keptOf(wish.shown) : kept,
  };
}

const seat = (sessionId: string, from: number, to: number, freedBy: string | null = null): HeldSeat => ({
  ...{ sessionId, freedBy },
  ...{ from: from * S, to: to * S },
});

type Known = Partial<Pick<PersonFacts, 'seats' | 'rosters' | 'asked'>>;
const facts = ({ seats = [], rosters = [], asked = [] }: Known): PersonFacts => ({
  person: { conversationId: 'c', participantId: 'p', userId: 'u' },
  ...{ legs: [], named: [], shown: [], seats, rosters, asked },
});
const gaps = (legs: OwingLeg[], known: Known) =>
  gapsOf(legs, facts(known)).map(({ from, to, cause, sessionId }) => [from / S, to / S, cause, sessionId]);
const roster = (sessionId: string, from: number, to: number): Stretch & { sessionId: string } => ({
  ...{ sessionId, from: from * S, to: to * S },
});

describe('of one call', () => {
  it('whoever is recorded from when it is up has none; less than a second is none', () => {
    const legs = [leg('s', { owedFrom: 10, kept: [[10.9, 100]] })];

    expect(gaps(legs, { seats: [seat('s', 0, 100.5)] })).toEqual([]);
  });

  it('what was not kept has the cause of its time, piece by piece', () => {
    const turns: [number, GapCause][] = [
      [10, 'starting'],
      [50, 'paused'],
      [60, 'starting'],
      [80, 'mediaLost'],
    ];
    const kept: [number, number][] = [
      [10, 50],
      [63, 80],
    ];

    expect(gaps([leg('s', { owedFrom: 10, turns, kept })], { seats: [seat('s', 0, 100)] })).toEqual([
      [50, 60, 'paused', 's'],
      [60, 63, 'starting', 's'],
      [80, 100, 'mediaLost', 's'],
    ]);
  });

  it('one that owed nothing has none, whoever had a seat or was shown', () => {
    const known = { seats: [seat('s', 0, 50)], rosters: [roster('s', 0, 50)] };

    expect(gaps([leg('s', { owedFrom: null })], known)).toEqual([]);
  });

  it('one that never came up is a gap, however short', () => {
    const legs = [leg('s', { isUnserved: true, turns: [[0, 'notAnswered']] })];

    expect(gaps(legs, { seats: [seat('s', 0, 0.3, 'ended')] })).toEqual([[0, 0.3, 'notAnswered', 's']]);
  });

  it('what its host said that it kept and has not shown is missing', () => {
    const legs = [
      leg('s', {
        kept: [[0, 100]],
        shown: [
          [0, 40],
          [60, 100],
        ],
      }),
    ];

    expect(gaps(legs, { seats: [seat('s', 0, 100)] })).toEqual([[40, 60, 'nothingShown', 's']]);
  });

  it('of one that had vanished nobody is missed until that was noticed', () => {
    const turns: [number, GapCause][] = [
      [0, 'starting'],
      [50, 'callEnded'],
    ];
    const legs = [leg('s', { kept: [[0, 50]], until: 50, turns })];

    expect(gaps(legs, { seats: [seat('s', 0, 300, 'ended')], rosters: [roster('s', 0, 300)] })).toEqual([]);
  });

  it('one that was missed and came up after all was unanswered until then', () => {
    const turns: [number, GapCause][] = [
      [0, 'notAnswered'],
      [7, 'starting'],
    ];
    const legs = [leg('s', { turns, kept: [[7.5, 60]] })];
    const seats = [seat('s', 0, 5, 'ended'), seat('s', 7, 60)];

    expect(gaps(legs, { seats, rosters: [roster('s', 0, 60)] })).toEqual([
      [0, 7, 'notAnswered', 's'],
      [7, 7.5, 'starting', 's'],
    ]);
  });

  it('after they left, nothing is missing until they come again', () => {
    const seats = [seat('s', 0, 20, 'left'), seat('s', 40, 100)];
    const legs = [leg('s', { kept: [[0, 30]] })];

    expect(gaps(legs, { seats, rosters: [roster('s', 0, 100)] })).toEqual([[40, 100, 'starting', 's']]);
  });

  it('whoever came back to a full call was not admitted', () => {
    const seats = [seat('s', 0, 20, 'left')];
    const legs = [leg('s', { kept: [[0, 100]] })];

    expect(gaps(legs, { seats, rosters: [roster('s', 0, 100)], asked: [40 * S] })).toEqual([
      [40, 100, 'notAdmitted', null],
    ]);
  });

  it('nobody is held to what no fact explains', () => {
    const legs = [leg('s', { kept: [[0, 20]] })];

    expect(gaps(legs, { seats: [seat('s', 0, 10, 'moved')], rosters: [roster('s', 0, 20)] })).toEqual([
      [10, 20, 'unexplained', 's'],
    ]);
  });
});

describe('of several calls', () => {
  it('nothing is missing that one of them kept', () => {
    const legs = [leg('s', { kept: [[0, 50]] }), leg('t', { kept: [[40, 100]] })];

    expect(gaps(legs, { seats: [seat('s', 0, 100), seat('t', 0, 100)] })).toEqual([]);
  });

  it('whoever none of them had a seat for was not admitted, until one had that was to come up', () => {
    const legs = [leg('s', { kept: [[0, 100]] }), leg('t', { owedFrom: 20, kept: [[24, 100]] })];
    const known = { rosters: [roster('s', 10, 100)], asked: [10 * S], seats: [seat('t', 15, 100)] };

    expect(gaps(legs, known)).toEqual([
      [10, 15, 'notAdmitted', null],
      [15, 24, 'starting', 't'],
    ]);
  });

  it('whoever moved to one that was not up yet is waiting for it', () => {
    const legs = [leg('s', { kept: [[0, 100]] }), leg('t', { owedFrom: 53, kept: [[54, 100]] })];
    const seats = [seat('s', 0, 50, 'moved'), seat('t', 50, 100)];

    expect(gaps(legs, { seats, rosters: [roster('s', 0, 100)] })).toEqual([[50, 54, 'starting', 't']]);
  });

  it('of twins that one was missed is no gap', () => {
    const missed = leg('s', { isUnserved: true, turns: [[0, 'notAnswered']] });
    const twin = { owedFrom: 3, kept: [[3.2, 100]] as [number, number][] };
    const seats = [seat('s', 0, 5, 'ended'), seat('t', 1, 100)];

    expect(gaps([missed, leg('t', twin)], { seats })).toEqual([]);
    expect(gaps([missed, leg('t', { ...twin, invitedAt: 30 })], { seats })).toEqual([[0, 3.2, 'notAnswered', 's']]);
  });

  it('they end one after another with their meeting', () => {
    const ended = (from: number): [number, GapCause][] => [
      [0, 'starting'],
      [from, 'callEnded'],
    ];
    const legs = [leg('s', { kept: [[0, 50]], turns: ended(50) }), leg('t', { kept: [[0, 54]], turns: ended(54) })];

    expect(gaps(legs, { seats: [seat('s', 0, 50, 'ended')], rosters: [roster('t', 0, 54)] })).toEqual([]);
  });

  it('one that has ended leaves them unrecorded as long as another shows them', () => {
    const legs = [
      leg('s', {
        kept: [[0, 50]],
        turns: [
          [0, 'starting'],
          [50, 'callEnded'],
        ],
      }),
      leg('t', { kept: [[0, 100]] }),
    ];

    expect(gaps(legs, { seats: [seat('s', 0, 50, 'ended')], rosters: [roster('t', 0, 100)] })).toEqual([
      [50, 100, 'callEnded', 's'],
    ]);
  });
});
