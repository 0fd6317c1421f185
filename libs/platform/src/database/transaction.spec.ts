import { describe, expect, it } from 'vitest';
import { verify, type Fate } from './transaction.js';

const fault = new Error('the reply to COMMIT was lost');
const run = { id: '7', begunAt: '2026-01-05 12:00:00+00', result: null, afterCommit: [] };

const told = (fate: Fate | null) => () => Promise.resolve(fate ? [fate] : []);
const verified = (fate: Fate | null) =>
  verify({ ...run, fault }, told(fate)).then(
    () => 'stored',
    (error: unknown) => (error === fault ? 'not stored' : 'unknown'),
  );

describe('what became of a COMMIT without a reply', () => {
  it.each<[outcome: string, fate: string | null, hasRestarted: boolean]>([
    ['stored', 'committed', false],
    // Its number may be somebody else's by now.
    ['unknown', 'committed', true],
    ['not stored', 'aborted', false],
    ['not stored', 'aborted', true],
    ['not stored', 'in progress', true],
    ['unknown', 'in progress', false],
    ['unknown', null, false],
  ])('is %s when Postgres says %s, restarted since: %s', async (outcome, fate, hasRestarted) => {
    expect(await verified({ fate, hasRestarted })).toBe(outcome);
  });

  it('is unknown when Postgres says nothing', async () => {
    expect(await verified(null)).toBe('unknown');
  });

  it('is not asked when the reply came', async () => {
    await verify(run, () => Promise.reject(new Error('asked')));
  });
});
