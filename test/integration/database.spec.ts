import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Statement } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';

const PID: Statement = { name: 'test.pid', text: 'SELECT pg_backend_pid() AS pid' };
const INSERT: Statement = { name: 'test.insert', text: 'INSERT INTO thing VALUES ($1)' };
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

it('survives the loss of a connection between two statements of a transaction', async () => {
  const before = await things();

  const lost = test.database.transaction(async (tx) => {
    await tx.query(INSERT, [10]);
    const [backend] = await tx.query<{ pid: number }>(PID);
    await test.database.pool.query('SELECT pg_terminate_backend($1, 5000)', [backend?.pid]);
    // The loss arrives while nobody is asking.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.query(INSERT, [11]);
  });

  await expect(lost).rejects.toThrow();
  expect(await things()).toBe(before);
});

it('gives up a statement that takes too long, rather than holding a connection', async () => {
  const { rows } = await test.database.pool.query<{ limit: string }>(
    `SELECT current_setting('statement_timeout') AS limit`,
  );

  expect(rows).toEqual([{ limit: '10s' }]);
});
