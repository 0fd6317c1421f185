import { expect, it } from 'vitest';
import { medians, tableOf, under, verdictOf, type Figure } from './figure.js';

const p99 = (value: number | null, target?: Figure['target']): Figure => {
  return { part: 'answers', what: 'p99', unit: 'ms', value, ...(target && { target }) };
};
const cpu = (value: number): Figure => ({ part: 'answers', what: 'CPU', unit: 's', value });

it('every figure is the median of its rounds, and keeps what each of them was', () => {
  const rounds = [
    [p99(250, { atMost: 300 }), cpu(1)],
    [p99(900), cpu(3)],
    [p99(200), cpu(2)],
  ];

  expect(medians(rounds)).toEqual([
    { ...p99(250, { atMost: 300 }), rounds: [250, 900, 200] },
    { ...cpu(2), rounds: [1, 3, 2] },
  ]);
});

it('rounds are compared figure by figure, in whatever order they were measured', () => {
  const [first] = medians([
    [p99(1), cpu(7)],
    [cpu(7), p99(3)],
  ]);

  expect(first).toMatchObject({ value: 2, rounds: [1, 3] });
});

it('a figure that one round could not measure, or does not have, has no median', () => {
  const [unmeasured, missing] = medians([[p99(250), cpu(1)], [p99(null)]]);

  expect(unmeasured).toMatchObject({ value: null, rounds: [250, null] });
  expect(missing).toMatchObject({ value: null, rounds: [1, null] });
});

it('without a round there is no figure', () => {
  expect(medians([])).toEqual([]);
});

it.each([
  ['what is at most as much as promised', p99(250, { atMost: 250 }), 'ok'],
  ['more than that', p99(262.5, { atMost: 250 }), 'missed by 12.5 ms'],
  ['what is at least as much as promised', p99(1.03, { atLeast: 1 }), 'ok'],
  ['less than that', p99(0.84, { atLeast: 1 }), 'missed by 0.16 ms'],
  ['exactly as many as promised', p99(3_000, { exactly: 3_000 }), 'ok'],
  ['fewer', p99(2_299, { exactly: 3_000 }), 'missed by 701 ms'],
  ['more', p99(2, { exactly: 0 }), 'missed by 2 ms'],
  ['what nothing was promised of', p99(9_999), ''],
  ['what could not be measured', p99(null, { atMost: 250 }), ''],
])('the verdict on %s', (_what, figure, verdict) => {
  expect(verdictOf(figure)).toBe(verdict);
});

it('the table shows targets, figures and verdicts, and no rounds', () => {
  const [median] = medians([[p99(250, { atMost: 200 })], [p99(350)]]);

  expect(tableOf([...(median ? [median] : []), p99(null)])).toBe(
    [
      '| part    | what | target   | measured      | verdict          |',
      '| ------- | ---- | -------- | ------------- | ---------------- |',
      '| answers | p99  | ≤ 200 ms | 300 ms        | missed by 100 ms |',
      '| answers | p99  |          | not available |                  |',
    ].join('\n'),
  );
});

it('figures of one measurement of several say which', () => {
  expect(under('one connection', [cpu(1)])).toEqual([{ ...cpu(1), what: 'one connection: CPU' }]);
});
