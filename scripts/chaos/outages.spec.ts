import { expect, it } from 'vitest';
import { DATABASE, Outages } from './outages.js';

function outages(...all: [who: string, from: number, to: number][]): Outages {
  const made = new Outages(['recorder-1', 'recorder-2']);
  for (const [who, from, to] of all) made.all.push({ who, from, to, cause: 'killed' });
  return made;
}

it.each([
  ['nothing was out', [], 1_000],
  ['one of two recorders was out', [['recorder-1', 0, 1_000]], 1_000],
  [
    'both were, for a while',
    [
      ['recorder-1', 100, 700],
      ['recorder-2', 500, 900],
    ],
    500,
  ],
  ['Postgres was, in the middle', [[DATABASE, 400, 500]], 500],
  [
    'Postgres was before and after',
    [
      [DATABASE, -50, 200],
      [DATABASE, 900, Infinity],
    ],
    700,
  ],
  [
    'first Postgres and then both recorders were',
    [
      [DATABASE, 0, 500],
      ['recorder-1', 400, 2_000],
      ['recorder-2', 450, 900],
    ],
    100,
  ],
  [
    'two at once within another',
    [
      [DATABASE, 100, 900],
      [DATABASE, 200, 300],
    ],
    100,
  ],
] as [string, [string, number, number][], number][])('when %s', (_what, all, expected) => {
  expect(outages(...all).longestService(0, 1_000)).toBe(expected);
});

it('knows who was out when', () => {
  const made = outages(['recorder-1', 100, 200]);

  expect(made.isOut('recorder-1', 150, 160)).toBe(true);
  expect(made.isOut('recorder-1', 0, 99)).toBe(false);
  expect(made.isOut('recorder-2', 150, 160)).toBe(false);
});

it('an outage lasts until it is said to be over', () => {
  const made = new Outages(['recorder-1']);
  const over = made.begin('recorder-1', 'stopped', 100);
  expect(made.isOut('recorder-1', 1e15, 1e15)).toBe(true);

  over();
  expect(made.isOut('recorder-1', 1e15, 1e15)).toBe(false);
});
