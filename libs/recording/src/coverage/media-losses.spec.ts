import { expect, it } from 'vitest';
import { reconcile } from './media-losses.js';

const SECOND = 1_000;
const loss = { from: 10 * SECOND, to: 20 * SECOND };
const stretches = (...seconds: [number, number][]) =>
  seconds.map(([from, to]) => ({ from: from * SECOND, to: to * SECOND }));
const text = (second: number) => new Date(second * SECOND).toISOString();

it.each<[what: string, kept: [number, number][], missing: [number, number][], segments: number]>([
  ['nothing was kept', [], [[10, 20]], 0],
  [
    'the host kept all the while',
    [
      [5, 12.5],
      [12.52, 17.5],
      [17.52, 22],
    ],
    [],
    3,
  ],
  [
    'it kept until it died',
    [
      [5, 10],
      [10.02, 10.6],
    ],
    [[10.6, 20]],
    1,
  ],
  ['it kept from before it was heard again', [[18, 25]], [[10, 18]], 1],
  [
    'it kept in the middle',
    [
      [12, 14],
      [14.9, 15],
    ],
    [
      [10, 12],
      [15, 20],
    ],
    2,
  ],
  [
    'pieces overlap',
    [
      [9, 15],
      [12, 20],
    ],
    [],
    2,
  ],
  [
    'what was kept is of another time',
    [
      [1, 9],
      [20, 30],
    ],
    [[10, 20]],
    0,
  ],
  [
    'what is missing is no longer than what lies between two packets',
    [
      [5, 10.9],
      [11.8, 19.1],
    ],
    [],
    2,
  ],
])('when %s', (_what, kept, missing, segments) => {
  expect(reconcile(loss, stretches(...kept))).toEqual({
    ...{ from: text(10), to: text(20), segments },
    missing: missing.map(([from, to]) => ({ from: text(from), to: text(to) })),
  });
});
