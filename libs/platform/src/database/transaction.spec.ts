import { describe, expect, it } from 'vitest';
import type { QueryResult } from 'pg';
import type { Query, Send, Statement } from './statement.js';
import { runTransaction, verify, type Fate } from './transaction.js';

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

/** A connection on which nothing is replied to until it is said so. */
class Wire {
  readonly sent: string[] = [];
  private readonly open: { resolve: (reply: QueryResult) => void; reject: (error: Error) => void }[] = [];

  readonly send = ((query: Query) => {
    this.sent.push(query.text);
    return new Promise((resolve, reject) => this.open.push({ resolve, reject }));
  }) as unknown as Send;

  /** To the oldest that waits for one. */
  async reply(rows: object[] = [], command = 'SELECT'): Promise<void> {
    this.open.shift()!.resolve({ rows, command } as QueryResult);
    await settled();
  }

  async replyToBegin(): Promise<void> {
    this.open.shift()!.resolve([{}, { rows: [{ id: '7', begunAt: 'then' }] }] as unknown as QueryResult);
    await settled();
  }

  async fail(code: string): Promise<void> {
    this.open.shift()!.reject(Object.assign(new Error(code), { code }));
    await settled();
  }
}

const settled = () => new Promise((soon) => setImmediate(soon));
const READ: Statement = { name: 'read', text: 'SELECT 1' };
const CHANGE: Statement = { name: 'change', text: 'INSERT' };
const BEGIN = expect.stringMatching(/^BEGIN/) as string;

describe('a transaction takes as few round trips as it can', () => {
  it('its first question goes along with BEGIN, its last changes with COMMIT', async () => {
    const wire = new Wire();
    const run = runTransaction(wire.send, async (tx) => {
      await tx.query(READ);
      tx.queryLast(CHANGE, []);
    });
    await settled();
    expect(wire.sent).toEqual([BEGIN, 'SELECT 1']);

    await wire.replyToBegin();
    await wire.reply();
    expect(wire.sent).toEqual([BEGIN, 'SELECT 1', 'INSERT', 'COMMIT']);

    await wire.reply();
    await wire.reply([], 'COMMIT');
    expect(await run).toMatchObject({ id: '7', begunAt: 'then' });
  });

  it('a change waits until there is a transaction that it is part of', async () => {
    const wire = new Wire();
    const failed = expect(runTransaction(wire.send, (tx) => tx.query(CHANGE))).rejects.toThrow('57014');
    await settled();
    expect(wire.sent).toEqual([BEGIN]);

    await wire.fail('57014');
    await wire.reply();
    await failed;
    expect(wire.sent).toEqual([BEGIN, 'ROLLBACK']);
  });

  it('so does one that follows a question that went along with BEGIN, and what BEGIN failed of is what is told', async () => {
    const wire = new Wire();
    const run = runTransaction(wire.send, async (tx) => {
      await tx.query(READ).catch(() => undefined);
      await tx.query(CHANGE);
    });
    const failed = expect(run).rejects.toThrow('25006');
    await wire.fail('25006');
    await wire.fail('25P02');

    await failed;
    // Nobody rolls back on a server that takes no changes.
    expect(wire.sent).toEqual([BEGIN, 'SELECT 1']);
  });

  it('nothing that is left waiting is sent when all is over', async () => {
    const wire = new Wire();
    const run = runTransaction(wire.send, (tx) => Promise.all([tx.query(READ), tx.query(CHANGE), tx.query(CHANGE)]));
    const failed = expect(run).rejects.toThrow('57014');
    await wire.replyToBegin();
    await wire.fail('57014');
    await wire.reply();

    await failed;
    await settled();
    expect(wire.sent).toEqual([BEGIN, 'SELECT 1', 'ROLLBACK']);
  });

  it('is not stored when Postgres refuses what is asked last, whatever becomes of the connection', async () => {
    const wire = new Wire();
    const failed = expect(runTransaction(wire.send, (tx) => tx.queryLast(CHANGE, []))).rejects.toThrow('57P01');
    await wire.replyToBegin();
    await wire.fail('57P01');
    await wire.fail('ECONNRESET');

    await failed;
  });

  it.each([
    ['a statement of it', 0],
    ['its COMMIT', 1],
  ])('it may be stored when the connection is lost with the reply to %s', async (_what, lost) => {
    const wire = new Wire();
    const run = runTransaction(wire.send, (tx) => tx.queryLast(CHANGE, [], () => undefined));
    await wire.replyToBegin();
    for (let each = 0; each < 2; each += 1) {
      if (each < lost) await wire.reply();
      else await wire.fail('ECONNRESET');
    }

    const { fault, afterCommit } = await run;
    expect(fault?.message).toBe('ECONNRESET');
    expect(afterCommit).toHaveLength(lost);
  });
});
