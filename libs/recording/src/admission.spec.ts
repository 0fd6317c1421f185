import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, type Asked, type Asking } from './admission.js';

const noon = new Date('2026-01-05T12:00:00.000Z');
const after = (ms: number) => new Date(noon.getTime() + ms);

const asks = (participantId: string, joiningCallId: string | null = `join of ${participantId}`): Asking => ({
  participantId,
  userId: null,
  joiningCallId,
});
const unknown = (participantId: string, known: Partial<Asked> = {}): Asked => ({
  ...{ participantId, seated: false, decision: null, decidedAt: null, leftAt: null, leftFirst: false },
  ...known,
});
const room = (taken: number[], capacity: number, isOpen = true) => ({ taken, capacity, isOpen });
const told = (asking: Asking[], known: Asked[], call: ReturnType<typeof room>, at = noon) =>
  admit(asking, known, call, at).map(({ decision, seat, isRepeat }) => [decision, seat, isRepeat]);

it('gives the lowest free seats in the order of the joinings, and sends the rest to a bot of their own', () => {
  const asking = ['a', 'b', 'c'].map((id) => asks(id));

  expect(
    told(
      asking,
      asking.map((each) => unknown(each.participantId)),
      room([1, 3], 4),
    ),
  ).toEqual([
    ['accept', 2, false],
    ['accept', 4, false],
    ['inviteNewBot', null, false],
  ]);
});

it('a call that takes nobody sends everybody to a bot of their own, however much room it has', () => {
  expect(told([asks('a')], [unknown('a')], room([1], 100, false))).toEqual([['inviteNewBot', null, false]]);
});

describe('a repeat hears the same and takes no second seat', () => {
  it('when both arrive together', () => {
    const twice = [asks('a'), asks('a')];
    expect(told(twice, [unknown('a'), unknown('a')], room([1], 3))).toEqual([
      ['accept', 2, false],
      ['accept', null, true],
    ]);
  });

  it('when room has come free since', () => {
    const sentAway = unknown('a', { decision: 'inviteNewBot', decidedAt: noon });
    expect(told([asks('a')], [sentAway], room([1], 3), after(500))).toEqual([['inviteNewBot', null, true]]);
  });

  it('when the call takes nobody by now', () => {
    const seated = unknown('a', { seated: true, decision: 'accept', decidedAt: noon });
    expect(told([asks('a')], [seated], room([1, 2], 2, false))).toEqual([['accept', null, true]]);
  });

  it('without an id of its own: for half a minute, unless they left meanwhile', () => {
    const known = unknown('a', { decision: 'inviteNewBot', decidedAt: noon });
    const later = (ms: number, more: Partial<Asked> = {}) =>
      told([asks('a', null)], [{ ...known, ...more }], room([1], 3), after(ms));

    expect(later(20_000)).toEqual([['inviteNewBot', null, true]]);
    expect(later(40_000)).toEqual([['accept', 2, false]]);
    expect(later(20_000, { leftAt: after(10_000) })).toEqual([['accept', 2, false]]);
  });
});

it('who joins anew is decided anew: another joining has another id', () => {
  expect(told([asks('a', 'second time')], [unknown('a')], room([1], 3))).toEqual([['accept', 2, false]]);
});

it('a left that overtook its own joining: let in, and no seat taken', () => {
  expect(told([asks('a')], [unknown('a', { leftAt: noon, leftFirst: true })], room([1], 3))).toEqual([
    ['accept', null, false],
  ]);
});

it('never gives a seat twice or beyond the capacity, and everybody hears one thing', () => {
  const asking = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), join: fc.constantFrom('1', '2') }));
  const taken = fc.uniqueArray(fc.integer({ min: 1, max: 6 }));
  fc.assert(
    fc.property(asking, taken, fc.integer({ min: 0, max: 6 }), fc.boolean(), (list, held, capacity, isOpen) => {
      const joinings = list.map(({ id, join }) => asks(id, join));
      const admissions = admit(
        joinings,
        joinings.map((each) => unknown(each.participantId)),
        room(held, capacity, isOpen),
        noon,
      );

      const given = admissions.flatMap(({ seat }) => seat ?? []);
      expect(new Set([...given, ...held]).size).toBe(given.length + held.length);
      expect(given.every((number) => number <= capacity)).toBe(true);
      const seatsOf = new Map<string, number>();
      for (const { participantId, seat } of admissions)
        if (seat !== null) seatsOf.set(participantId, (seatsOf.get(participantId) ?? 0) + 1);
      expect([...seatsOf.values()].every((count) => count === 1)).toBe(true);
      const said = new Map<string, Set<string>>();
      for (const { participantId, joiningCallId, decision } of admissions) {
        const key = `${participantId} ${joiningCallId}`;
        said.set(key, (said.get(key) ?? new Set()).add(decision));
      }
      expect([...said.values()].every(({ size }) => size === 1)).toBe(true);
    }),
  );
});
