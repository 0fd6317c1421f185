import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverageOf, type Recording } from './coverage.js';
import { intersection, union, without, type Stretch } from './stretches.js';

const at = (from: number, to: number): Stretch => ({ from, to });
const by = (source: string, from: number, to: number, sessionId = source): Recording => ({
  ...{ source, sessionId, recorderId: null, from, to },
  ended: to === Infinity ? null : { key: `${sessionId} until ${to}`, because: 'callEnded' },
});
const told = (recordings: Recording[], there = [at(0, 100)]) =>
  coverageOf(there, recordings).map(({ from, to, level }) => [from, to, level]);

it('one recorder is single, none before and after it', () => {
  expect(told([by('a', 10, 90)])).toEqual([
    [0, 10, 'none'],
    [10, 90, 'single'],
    [90, 100, 'none'],
  ]);
});

it('two are double while both record', () => {
  expect(told([by('a', 0, 60), by('b', 20, 100)])).toEqual([
    [0, 20, 'single'],
    [20, 60, 'double'],
    [60, 100, 'single'],
  ]);
});

it('three are double, too', () => {
  expect(told([by('a', 0, 100), by('b', 0, 50), by('c', 0, 100)]).map(([, , level]) => level)).toEqual([
    'double',
    'double',
  ]);
});

it('two calls on one host fall together, so they are single, and it is told who records', () => {
  const coverage = coverageOf([at(0, 100)], [by('host', 0, 100, 'one'), by('host', 0, 50, 'other')]);

  expect(coverage.map(({ to, level, by }) => [to, level, by.map(({ sessionId }) => sessionId)])).toEqual([
    [50, 'single', ['one', 'other']],
    [100, 'single', ['one']],
  ]);
});

it('whoever is not there is covered by nothing, and not uncovered', () => {
  expect(told([by('a', 0, 100)], [at(20, 40), at(60, 80)])).toEqual([
    [20, 40, 'single'],
    [60, 80, 'single'],
  ]);
});

it('what still holds has no end', () => {
  expect(told([by('a', 10, Infinity)], [at(0, Infinity)])).toEqual([
    [0, 10, 'none'],
    [10, Infinity, 'single'],
  ]);
});

it('a recording in pieces is one stretch, whose end is that of the last piece', () => {
  const [stretch, ...more] = coverageOf([at(0, 100)], [by('a', 0, 50), by('a', 40, 80), by('a', 80, 100)]);

  expect(stretch).toMatchObject({ from: 0, to: 100, level: 'single', by: [{ ended: { key: 'a until 100' } }] });
  expect(more).toEqual([]);
});

const stretches = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 })
  .map((pairs) => pairs.map(([a, b]) => at(Math.min(a, b), Math.max(a, b))));
const inAny = (list: readonly Stretch[], second: number) => list.some(({ from, to }) => from <= second && second < to);

it('says for every second what counting recorders second by second says', () => {
  const sources = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), stretches), { maxLength: 4 });
  fc.assert(
    fc.property(sources, stretches, (recorded, there) => {
      const recordings = recorded.flatMap(([source, pieces], i) =>
        pieces.map(({ from, to }) => by(source, from, to, `call ${i}`)),
      );
      const coverage = coverageOf(there, recordings);
      for (let second = 0; second < 41; second += 1) {
        const found = coverage.filter((each) => inAny([each], second));
        if (!inAny(there, second)) {
          expect(found).toEqual([]);
          continue;
        }
        const counted = new Set(recorded.flatMap(([source, pieces]) => (inAny(pieces, second) ? [source] : [])));
        const calls = recorded.flatMap(([, pieces], i) => (inAny(pieces, second) ? [`call ${i}`] : []));
        expect(found.map(({ level }) => level)).toEqual([['none', 'single', 'double'][Math.min(2, counted.size)]]);
        expect(new Set(found[0]!.by.map(({ sessionId }) => sessionId))).toEqual(new Set(calls));
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
