import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf, coveredParticipants, type ConversationFacts, type Leg } from './coverage.js';
import { keptStretches, type StoredEvent } from './kept-stretches.js';
import { intersection, union, without, type Stretch } from './stretches.js';

const at = (from: number, to: number): Stretch => ({ from, to });
const leg = (mediaHostId: string | null, kept: Stretch[], seat = at(0, 100)): Leg => ({
  callId: `call on ${mediaHostId}`,
  mediaHostId,
  kept,
  seats: [{ participantId: 'p', ...seat }],
});
const there = [{ participantId: 'p', ...at(0, 100) }];
const told = (facts: Partial<ConversationFacts>, now = 100) =>
  coverageOf('p', { legs: [], recorders: [], present: there, ...facts }, now).map(({ from, to, level }) => [
    from,
    to,
    level,
  ]);

it('one call that keeps is single, none before and after it', () => {
  expect(told({ legs: [leg('a', [at(10, 90)])] })).toEqual([
    [0, 10, 'none'],
    [10, 90, 'single'],
    [90, 100, 'none'],
  ]);
});

it('two calls on two hosts are double while both keep', () => {
  expect(told({ legs: [leg('a', [at(0, 60)]), leg('b', [at(20, 100)])] })).toEqual([
    [0, 20, 'single'],
    [20, 60, 'double'],
    [60, 100, 'single'],
  ]);
});

it('two calls on one host fall together, so they are single', () => {
  expect(told({ legs: [leg('a', [at(0, 100)]), leg('a', [at(0, 100)])] })).toEqual([[0, 100, 'single']]);
});

it('two calls without a media host are two', () => {
  expect(told({ legs: [leg(null, [at(0, 100)]), { ...leg(null, [at(0, 100)]), callId: 'other' }] })).toEqual([
    [0, 100, 'double'],
  ]);
});

it('a call covers whom it has a seat for, and no longer than they are there', () => {
  expect(
    told({ legs: [leg('a', [at(0, 100)], at(30, 70))], present: [{ participantId: 'p', ...at(20, 80) }] }),
  ).toEqual([
    [20, 30, 'none'],
    [30, 70, 'single'],
    [70, 80, 'none'],
  ]);
});

it('a paired recorder counts while it is named for the participant and the roster shows it', () => {
  const paired = {
    observedParticipantId: 'p',
    recorderId: 'r',
    named: [at(10, 90)],
    present: [at(0, 40), at(50, 100)],
  };
  expect(told({ legs: [leg('a', [at(0, 100)])], recorders: [paired] })).toEqual([
    [0, 10, 'single'],
    [10, 40, 'double'],
    [40, 50, 'single'],
    [50, 90, 'double'],
    [90, 100, 'single'],
  ]);
  expect(told({ recorders: [{ ...paired, observedParticipantId: 'somebody else' }] })).toEqual([[0, 100, 'none']]);
});

it('what still holds goes on until now', () => {
  const present = [{ participantId: 'p', ...at(0, Infinity) }];
  expect(told({ legs: [leg('a', [at(10, Infinity)], at(0, Infinity))], present }, 50)).toEqual([
    [0, 10, 'none'],
    [10, 50, 'single'],
  ]);
});

it('names everybody whom a call was to record', () => {
  const both = { ...leg('a', []), seats: [{ participantId: 'q', ...at(0, 1) }, ...leg('a', []).seats] };
  expect(coveredParticipants({ legs: [both, leg('b', [])], recorders: [], present: [] })).toEqual(['p', 'q']);
});

const stretches = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 })
  .map((pairs) => pairs.map(([a, b]) => at(Math.min(a, b), Math.max(a, b))));
const inAny = (list: readonly Stretch[], second: number) => list.some(({ from, to }) => from <= second && second < to);

it('says for every second what counting recorders second by second says', () => {
  const host = fc.constantFrom('a', 'b', null);
  const legs = fc.array(fc.tuple(host, stretches, stretches), { maxLength: 3 });
  const recorders = fc.array(fc.tuple(stretches, stretches), { maxLength: 2 });
  fc.assert(
    fc.property(legs, recorders, stretches, (ours, others, presence) => {
      const facts: ConversationFacts = {
        legs: ours.map(([mediaHostId, kept, seats], i) => ({
          ...{ callId: `call ${i}`, mediaHostId, kept },
          seats: seats.map((seat) => ({ participantId: 'p', ...seat })),
        })),
        recorders: others.map(([named, present], i) => ({
          ...{ observedParticipantId: 'p', recorderId: `r${i}`, named, present },
        })),
        present: presence.map((each) => ({ participantId: 'p', ...each })),
      };
      const coverage = coverageOf('p', facts, 35);
      for (let second = 0; second < 40; second += 1) {
        const found = coverage.filter((each) => inAny([each], second));
        if (second >= 35 || !inAny(presence, second)) {
          expect(found).toEqual([]);
          continue;
        }
        const recording = new Set([
          ...ours.flatMap(([name, kept, seats], i) =>
            inAny(kept, second) && inAny(seats, second) ? [name ?? `call ${i}`] : [],
          ),
          ...others.flatMap(([named, present], i) =>
            inAny(named, second) && inAny(present, second) ? [`recorder ${i}`] : [],
          ),
        ]);
        expect(found.map(({ level }) => level)).toEqual([['none', 'single', 'double'][Math.min(2, recording.size)]]);
      }
    }),
  );
});

it('union, intersection and difference of stretches say of every second what they should', () => {
  fc.assert(
    fc.property(stretches, stretches, (some, others) => {
      for (let second = 0; second < 41; second += 1) {
        const [one, other] = [inAny(some, second), inAny(others, second)];
        expect(inAny(union([...some, ...others]), second)).toBe(one || other);
        expect(inAny(intersection(some, others), second)).toBe(one && other);
        expect(inAny(without(some, others), second)).toBe(one && !other);
      }
    }),
  );
});

describe('media is kept', () => {
  const event = (type: string, seconds: number, data: StoredEvent['data'] = {}): StoredEvent => ({
    type: `recording.${type}` as StoredEvent['type'],
    at: new Date(seconds),
    data,
  });

  it('from the host keeping until its permit closes, once per permit', () => {
    const events = [
      event('KeepingStarted', 10, { permitId: '1' }),
      event('CallStateChanged', 15, { permitId: null }),
      event('CallStateChanged', 20, { permitId: '1' }),
      event('CallEnded', 40, { permitId: '1' }),
      event('KeepingStarted', 30, { permitId: '2' }),
    ];
    expect(keptStretches(events, [])).toEqual([at(10, 20), at(30, Infinity)]);
  });

  it('until media was last known, when it was lost; what the host shows to have kept counts all the same', () => {
    const events = [
      event('KeepingStarted', 10, { permitId: '1' }),
      event('MediaLost', 40, { permitId: '1', since: new Date(25).toISOString() }),
    ];
    expect(keptStretches(events, [])).toEqual([at(10, 25)]);
    expect(keptStretches(events, [at(24, 28)])).toEqual([at(10, 28)]);
  });

  it('not by a permit whose host never said that it keeps', () => {
    expect(keptStretches([event('CallEnded', 40, { permitId: '1' })], [])).toEqual([]);
  });
});
