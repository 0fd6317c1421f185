import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf, type Recording } from './coverage.js';
import { fallsOf, LEAVING_MS } from './coverage-falls.js';
import type { Stretch } from './stretches.js';

/** Seconds, so that whoever leaves has a few of them. */
const s = 1_000;
const at = (from: number, to: number): Stretch => ({ from: from * s, to: to * s });
const by = (source: string, from: number, to: number, because = 'mediaLost'): Recording => ({
  ...{ source, sessionId: source, recorderId: null, ...at(from, to) },
  ended: to === Infinity ? null : { key: `${source} from ${from}`, because },
});
const ALWAYS = Infinity;

function told(recordings: Recording[], { there = [at(0, ALWAYS)], now = 1_000 } = {}) {
  const { falls, undecided } = fallsOf(coverageOf(there, recordings), now * s);
  const shown = falls.map(({ at, from, to, lost }) => [at / s, from, to, lost.map(({ ended }) => ended.key).join()]);
  return undecided ? [...shown, 'undecided'] : shown;
}

it('a fall from two recorders to one tells when, and what was lost', () => {
  expect(told([by('a', 0, ALWAYS), by('b', 10, 50)])).toEqual([[50, 'double', 'single', 'b from 10']]);
});

it('and so does each fall after it, to none as well', () => {
  expect(told([by('a', 0, 80), by('b', 10, 50)])).toEqual([
    [50, 'double', 'single', 'b from 10'],
    [80, 'single', 'none', 'a from 0'],
  ]);
});

it('both lost at once is one fall, to none', () => {
  expect(told([by('a', 0, 50), by('b', 0, 50)])).toEqual([[50, 'double', 'none', 'a from 0,b from 0']]);
});

it('whoever was never recorded twice does not fall', () => {
  expect(told([by('a', 0, 50), by('a', 60, 70)])).toEqual([]);
});

it('a third recorder that is lost is no fall, nor is one whose place another takes at once', () => {
  expect(told([by('a', 0, ALWAYS), by('b', 0, ALWAYS), by('c', 0, 50)])).toEqual([]);
  expect(told([by('a', 0, ALWAYS), by('b', 0, 50), by('b', 50, ALWAYS)])).toEqual([]);
});

it('a short fall is a fall', () => {
  expect(told([by('a', 0, ALWAYS), by('b', 0, 50), by('b', 51, ALWAYS)])).toEqual([
    [50, 'double', 'single', 'b from 0'],
  ]);
});

describe('the calls of a meeting that is over end one after another', () => {
  const ending = [by('a', 0, 54), by('b', 0, 50)];

  it('and whoever has left a few seconds later was not failed', () => {
    expect(told(ending, { there: [at(0, 54)] })).toEqual([]);
  });

  it('but whoever is still there was', () => {
    expect(told(ending, { there: [at(0, 55)] })).toHaveLength(2 - 1);
    expect(told(ending, { there: [at(0, 60)] })).toHaveLength(2);
  });

  it('so that a fall is not told of before', () => {
    expect(told(ending, { now: 54 })).toEqual(['undecided']);
    expect(told(ending, { now: 55 })).toEqual([[50, 'double', 'single', 'b from 0'], 'undecided']);
    expect(told(ending, { now: 59 })).toHaveLength(2);
  });
});

it('tells no fall twice however the calls end, and each goes down', () => {
  const pieces = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(60), fc.nat(60)), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, fc.nat(80), (drawn, now) => {
      const recordings = drawn.map(([source, a, b]) => by(source, Math.min(a, b), Math.max(a, b)));
      const coverage = coverageOf([at(0, ALWAYS)], recordings);
      const { falls } = fallsOf(coverage, now * s);

      expect(new Set(falls.map((fall) => fall.at)).size).toBe(falls.length);
      for (const fall of falls) {
        expect(fall.at + LEAVING_MS).toBeLessThanOrEqual(now * s);
        expect(`${fall.from} ${fall.to}`).toMatch(/^(double (single|none)|single none)$/);
        expect(fall.lost.every(({ to }) => to === fall.at)).toBe(true);
      }
      // What is known later tells the same of what was known before.
      const later = fallsOf(coverage, (now + 20) * s).falls;
      expect(later.slice(0, falls.length)).toEqual(falls);
    }),
  );
});
