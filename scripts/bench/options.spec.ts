import { expect, it } from 'vitest';
import { PARTS, readOptions, USAGE } from './options.js';

it('measures the usual parts when none is named: those that take longest are left out', () => {
  const { parts } = readOptions([]);

  expect(parts).toContain('answers');
  expect(PARTS.filter((part) => !parts.includes(part))).toEqual(['replicas', 'soak', 'history']);
});

it('takes several parts, each once and in the order of the table', () => {
  const asked = ['--part', 'soak', '--part', 'ceiling', '--part', 'joinings', '--part', 'ceiling'];

  expect(readOptions(asked).parts).toEqual(['ceiling', 'joinings', 'soak']);
});

it('measures everything in one table when all is asked for, whatever else is', () => {
  expect(readOptions(['--part', 'all']).parts).toEqual(PARTS);
  expect(readOptions(['--part', 'history', '--part', 'all']).parts).toEqual(PARTS);
  expect(USAGE).toContain('|all]...');
});

it('names the part that there is not, also among those that there are', () => {
  expect(() => readOptions(['--part', 'ceiling', '--part', 'nothing'])).toThrow('There is no part nothing');
});
