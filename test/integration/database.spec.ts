import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDataSource, Database, type Statement } from '@app/platform';
import { DatabaseGate } from '../support/database-gate.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

const PID: Statement = { name: 'test.pid', text: 'SELECT pg_backend_pid() AS pid' };
const INSERT: Statement = { name: 'test.insert', text: 'INSERT INTO thing VALUES ($1)' };
const INSERT_NEXT: Statement = {
  name: 'test.insert-next',
  text: 'INSERT INTO thing SELECT coalesce(max(id), 0) + 1 FROM thing',
};
const COUNT: Statement = { name: 'test.count', text: 'SELECT count(*)::int AS things FROM thing' };

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await test.database.pool.query('CREATE TABLE thing (id int PRIMARY KEY)');
});
afterAll(() => test.close());

const things = async (): Promise<number> => (await test.database.query<{ things: number }>(COUNT))[0]?.things ?? -1;

it('stores all of a transaction or nothing', async () => {
  const before = await things();

  const failed = test.database.transaction(async (tx) => {
    await tx.query(INSERT, [1]);
    await tx.query(INSERT, [1]);
  });
  await expect(failed).rejects.toThrow(/duplicate key/);
  expect(await things()).toBe(before);

  await test.database.transaction(async (tx) => {
    await tx.query(INSERT, [1]);
    await tx.query(INSERT, [2]);
  });
  expect(await things()).toBe(before + 2);
});

it('adds up how long replies, and connections that others had, were waited for', async () => {
  const { reply, connection } = test.database.waitedMs;
  const sleep: Statement = { name: 'test.sleep', text: 'SELECT pg_sleep(0.05)' };

  await Promise.all(Array.from({ length: 40 }, () => test.database.query(sleep)));

  expect(test.database.waitedMs.reply - reply).toBeGreaterThanOrEqual(40 * 50);
  // There are twenty.
  expect(test.database.waitedMs.connection - connection).toBeGreaterThanOrEqual(20 * 40);
});

it('stores nothing when what is asked with COMMIT is at fault, and goes on to use the connection', async () => {
  const before = await things();
  const said: string[] = [];

  const failed = test.database.transaction(async (tx) => {
    await tx.query(INSERT, [3]);
    tx.queryLast(INSERT, [3], () => void said.push('stored'));
    tx.queryLast(INSERT, [4], () => void said.push('stored'));
    tx.afterCommit(() => void said.push('committed'));
  });

  await expect(failed).rejects.toThrow(/duplicate key/);
  expect([await things(), said]).toEqual([before, []]);
});

it('hands on the rows of what is asked with COMMIT when they are stored', async () => {
  const seen: unknown[] = [];

  await test.database.transaction((tx) => {
    tx.queryLast(INSERT, [5]);
    tx.queryLast(COUNT, [], (rows) => void seen.push(rows));
  });

  expect(seen).toEqual([[{ things: await things() }]]);
});

it('commits nothing when a statement failed and nobody minded', async () => {
  const before = await things();

  const failed = test.database.transaction(async (tx) => {
    await tx.query(INSERT, [6]);
    await tx.query(INSERT, [6]).catch(() => undefined);
  });

  await expect(failed).rejects.toThrow('rolled back');
  expect(await things()).toBe(before);
});

describe('when a connection is lost', () => {
  let gate: DatabaseGate;
  let far: Database;
  beforeAll(async () => {
    gate = await DatabaseGate.start();
    far = new Database(await buildDataSource({ url: gate.urlOf(test.url), applicationName: 'far' }).initialize());
  });
  afterAll(async () => {
    await far.dataSource.destroy();
    await gate.stop();
  });

  it('between two statements of a transaction, all of it is run once more and stored once', async () => {
    const before = await things();
    let runs = 0;

    await test.database.transaction(async (tx) => {
      runs += 1;
      await tx.query(INSERT, [10]);
      const [backend] = await tx.query<{ pid: number }>(PID);
      if (runs > 1) return;
      await test.database.pool.query('SELECT pg_terminate_backend($1, 5000)', [backend?.pid]);
      // The loss arrives while nobody is asking.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.query(INSERT, [11]);
    });

    expect([runs, await things()]).toEqual([2, before + 1]);
  });

  it.each(['INSERT', 'COMMIT'])('with the reply to %s, all is stored once and said so once', async (text) => {
    const before = await things();
    const said: string[] = [];

    gate.loseReplyTo(text);
    const result = await far.transaction(async (tx) => {
      await tx.query(INSERT_NEXT);
      tx.afterCommit(() => void said.push('stored'));
      return 'done';
    });

    expect(result).toBe('done');
    expect([await things(), said]).toEqual([before + 1, ['stored']]);
  });

  it('with the reply to what is asked with COMMIT, all is stored once, and nobody hands on rows', async () => {
    const before = await things();
    const said: string[] = [];

    gate.loseReplyTo('INSERT');
    await far.transaction((tx) => {
      tx.queryLast(INSERT_NEXT, [], () => void said.push('rows'));
      tx.afterCommit(() => void said.push('stored'));
    });

    expect([await things(), said]).toEqual([before + 1, ['stored']]);
  });

  it('before what is asked with COMMIT, all of it is run once more and stored once', async () => {
    const before = await things();
    let runs = 0;

    await test.database.transaction(async (tx) => {
      runs += 1;
      const [backend] = await tx.query<{ pid: number }>(PID);
      if (runs === 1) await test.database.pool.query('SELECT pg_terminate_backend($1, 5000)', [backend?.pid]);
      tx.queryLast(INSERT_NEXT, []);
    });

    expect([runs, await things()]).toEqual([2, before + 1]);
  });

  it('with the reply to a question, it is asked once more', async () => {
    gate.loseReplyTo('count(*)');

    expect(await far.query(COUNT)).toEqual([{ things: await things() }]);
  });

  it('with the reply to a single change, nobody pretends to know', async () => {
    gate.loseReplyTo('INSERT');

    await expect(far.query(INSERT_NEXT)).rejects.toThrow();
  });
});

it('gives up a statement that takes too long, rather than holding a connection', async () => {
  const { rows } = await test.database.pool.query<{ limit: string }>(
    `SELECT current_setting('statement_timeout') AS limit`,
  );

  expect(rows).toEqual([{ limit: '10s' }]);
});
