import { expect, it } from 'vitest';
import type { Column } from './audit/audit.js';
import { tableOf } from './table.js';

const told: Column = { name: 'invites', value: 7, most: null, isJudged: false, findings: [] };
const missed: Column = { name: 'missed', value: 0, most: 0, isJudged: true, findings: [] };
const rescue: Column = {
  name: 'rescue, p99',
  value: 1_439,
  unit: 'ms',
  of: 14,
  most: 1_500,
  isJudged: false,
  findings: [],
};

it('shows what was counted, of how many, what it may be at most, and the verdict', () => {
  expect(tableOf([told, missed, rescue])).toBe(
    [
      '| what        | counted       | at most | verdict        |',
      '| ----------- | ------------- | ------- | -------------- |',
      '| invites     | 7             |         |                |',
      '| missed      | 0             | 0       | ok             |',
      '| rescue, p99 | 1439 ms of 14 | 1500 ms | too few to say |',
    ].join('\n'),
  );
});

it('under the table each column that fails says where to look, ten times at most', () => {
  const findings = Array.from({ length: 12 }, (_, n) => ({ callId: `call-${n}`, what: 'nobody answered' }));
  const table = tableOf([told, { ...missed, value: 12, findings }, { ...rescue, value: 1_501, isJudged: true }]);

  expect(table).toMatch(/\| missed +\| 12 +\| 0 +\| BAD +\|/);
  expect(table).toMatch(/\| 1501 ms of 14 +\| 1500 ms +\| BAD +\|/);
  expect(table.match(/call-\d+ {2}nobody answered/g)).toHaveLength(10);
  expect(table).toContain('and 2 more, in the file');
});
