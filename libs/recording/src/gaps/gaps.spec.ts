import { describe, expect, it } from 'vitest';
import type { PersonFacts } from '../coverage/conversation-facts.store.js';
import type { HeldSeat } from '../coverage/presence.js';
import type { Stretch } from '../coverage/stretches.js';
import type { GapCause } from './gap-causes.js';
import { gapsOf, type OwingLeg } from './gaps.js';

const S = 1_000;
/** Of a conversation in which everything is over after so long. */
const END = 600 * S;

interface LegWish {
  owedFrom?: number | null;
  turns?: [from: number, cause: GapCause][];
  kept?: [from: number, to: number][];
  /** What its host has shown; unless told otherwise, all that it says. */
  segments?: [from: number, to: number][];
  mediaHostId?: string | null;
}

function leg(sessionId: string, wish: LegWish = {}): OwingLeg {
  const kept = (wish.kept ?? []).map(([from, to]) => ({ from: from * S, to: to * S }));
  const segments = wish.segments?.map(([from, to]) => ({ from: from * S, to: to * S })) ?? kept;
  return {
    ...{ conversationId: 'c', callId: `call ${sessionId}`, isPrimary: true, sessionId },
    mediaHostId: wish.mediaHostId === undefined ? `host of ${sessionId}` : wish.mediaHostId,
    kept: kept.map((each) => ({ ...each, permitId: `permit ${each.from}`, because: 'callEnded' })),
    obligation: {
      from: wish.owedFrom === null ? null : (wish.owedFrom ?? 0) * S,
      turns: (wish.turns ?? [[0, 'starting']]).map(([from, cause]) => ({ from: from * S, cause })),
    },
    segments,
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

  it('one that nobody answered is a gap, however short', () => {
    const legs = [leg('s', { turns: [[0, 'notAnswered']] }), leg('t', { owedFrom: 0.2, kept: [[0.9, 30]] })];

    expect(gaps(legs, { seats: [seat('s', 0, 0.3)] })).toEqual([[0, 0.3, 'notAnswered', 's']]);
    expect(gaps(legs, { seats: [seat('s', 0, 0.3), seat('t', 0.1, 30)] })).toEqual([]);
  });

  it('after they left, nothing is missing until they come again', () => {
    const seats = [seat('s', 0, 20, 'left'), seat('s', 40, 100)];
    const legs = [leg('s', { kept: [[0, 30]] })];

    expect(gaps(legs, { seats, rosters: [roster('s', 0, 100)] })).toEqual([[40, 100, 'starting', 's']]);
  });

  it('nobody is held to what no fact explains', () => {
    const legs = [leg('s', { turns: [] })];

    expect(gaps(legs, { seats: [seat('s', 0, 20)] })).toEqual([[0, 20, 'unexplained', 's']]);
  });
});

describe('what a host says that it kept and has not shown', () => {
  const held = { seats: [seat('s', 0, END / S)] };
  const kept: [number, number][] = [[0, END / S]];

  it('is a gap: all of it, or each hole between two pieces', () => {
    expect(gaps([leg('s', { kept, segments: [] })], held)).toEqual([[0, 600, 'nothingShown', 's']]);
    const segments: [number, number][] = [
      [0, 100],
      [100.9, 200],
      [230, 600],
    ];
    expect(gaps([leg('s', { kept, segments })], held)).toEqual([[200, 230, 'nothingShown', 's']]);
  });

  it('may begin and end by another clock, a minute apart at most', () => {
    expect(gaps([leg('s', { kept, segments: [[59, 550]] })], held)).toEqual([]);
    expect(gaps([leg('s', { kept, segments: [[70, 520]] })], held)).toEqual([
      [0, 10, 'nothingShown', 's'],
      [580, 600, 'nothingShown', 's'],
    ]);
  });

  it('is nothing of ours where Microsoft takes the media', () => {
    expect(gaps([leg('s', { kept, segments: [], mediaHostId: null })], held)).toEqual([]);
  });
});

describe('of several calls', () => {
  it('nothing is missing that one of them kept', () => {
    const legs = [leg('s', { kept: [[0, 50]] }), leg('t', { kept: [[40, 100]] })];

    expect(gaps(legs, { seats: [seat('s', 0, 100), seat('t', 0, 100)] })).toEqual([]);
  });

  it('whoever none of them had a seat for was not admitted, until one had', () => {
    const legs = [
      leg('s', { kept: [[0, 100]] }),
      leg('t', { owedFrom: 20, turns: [[20, 'starting']], kept: [[24, 100]] }),
    ];
    const known = { rosters: [roster('s', 10, 100)], asked: [10 * S], seats: [seat('t', 15, 100)] };

    expect(gaps(legs, known)).toEqual([
      [10, 20, 'notAdmitted', null],
      [20, 24, 'starting', 't'],
    ]);
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
