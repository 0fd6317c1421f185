import { expect, it } from 'vitest';
import { costsOf, linesOf, type CallFrame, type CpuProfile } from './profile-shares.js';

const STORE = '../libs/recording/src/recording-session.store.ts';
const DRIVER = '../node_modules/pg/lib/connection.js';
const SCOPED = '../../elsewhere/node_modules/@nestjs/core/router/router-proxy.js';

/** In the bundle every line is a function's, and its source is named by the line. */
const SOURCES = [STORE, DRIVER, SCOPED];
const sourceOf = ({ url, lineNumber }: CallFrame) => (url === 'bundle' ? (SOURCES[lineNumber] ?? null) : null);

const frame = (functionName: string, url = '', lineNumber = -1): CallFrame => {
  return { functionName, url, lineNumber, columnNumber: 0 };
};

/** Of looks that found these nodes, and after each so many microseconds went by until the next. */
function profileOf(...looks: [node: number, micros: number][]): CpuProfile {
  return {
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 5, 9] },
      { id: 2, callFrame: frame('(idle)') },
      { id: 3, callFrame: frame('(garbage collector)') },
      { id: 4, callFrame: frame('(program)') },
      { id: 5, callFrame: frame('change', 'bundle', 0), children: [6, 7] },
      { id: 6, callFrame: frame('parse') },
      { id: 7, callFrame: frame('query$4', 'bundle', 1), children: [8] },
      { id: 8, callFrame: frame('writeUtf8String', 'node:internal/stream_base_commons', 12) },
      { id: 9, callFrame: frame('processTicksAndRejections', 'node:internal/process/task_queues', 3), children: [10] },
      { id: 10, callFrame: frame('', 'bundle', 2) },
    ],
    samples: [...looks.map(([node]) => node), 2],
    timeDeltas: [7, ...looks.map(([, micros]) => micros)],
  };
}

const shareOf = (profile: CpuProfile, where: string) =>
  costsOf(profile, sourceOf).find((cost) => cost.where === where)?.share;

it('tells what share of the time that was not idle each file of ours and each package took', () => {
  const profile = profileOf([2, 9_000], [5, 500], [7, 300], [10, 200]);

  expect(costsOf(profile, sourceOf)).toEqual([
    { where: 'libs/recording/src/recording-session.store.ts', share: 0.5, functions: [{ name: 'change', share: 0.5 }] },
    { where: 'pg', share: 0.3, functions: [{ name: 'query', share: 0.3 }] },
    { where: '@nestjs/core', share: 0.2, functions: [{ name: '(anonymous)', share: 0.2 }] },
  ]);
});

it('counts what Node and V8 do where it was asked for', () => {
  const profile = profileOf([5, 200], [6, 300], [7, 100], [8, 400]);

  expect(costsOf(profile, sourceOf)).toEqual([
    {
      where: 'libs/recording/src/recording-session.store.ts',
      share: 0.5,
      functions: [
        { name: 'parse', share: 0.3 },
        { name: 'change', share: 0.2 },
      ],
    },
    {
      where: 'pg',
      share: 0.5,
      functions: [
        { name: 'writeUtf8String', share: 0.4 },
        { name: 'query', share: 0.1 },
      ],
    },
  ]);
});

it('has a line of its own for garbage, for what is no JavaScript, and for what Node does for nobody', () => {
  const profile = profileOf([3, 250], [4, 250], [9, 250], [5, 250]);

  for (const where of ['garbage collection', 'outside of JavaScript', 'Node itself'])
    expect(shareOf(profile, where)).toBe(0.25);
});

it('adds up the looks at one function', () => {
  expect(shareOf(profileOf([7, 100], [5, 600], [7, 300]), 'pg')).toBe(0.4);
});

it('prints the largest, each with the functions that took most of it', () => {
  const profile = profileOf([2, 9_000], [3, 120], [5, 480], [6, 20], [7, 80], [8, 300]);

  expect(linesOf(costsOf(profile, sourceOf), 2)).toEqual([
    ' 50.0 %  libs/recording/src/recording-session.store.ts: change 48.0 %, parse 2.0 %',
    ' 38.0 %  pg: writeUtf8String 30.0 %, query 8.0 %',
  ]);
});

it('of a process that did nothing there is nothing to tell', () => {
  expect(costsOf(profileOf([2, 1_000]), sourceOf)).toEqual([]);
});
