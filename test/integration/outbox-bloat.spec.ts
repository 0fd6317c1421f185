import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, Outbox, type Statement } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';

/** As a minute at 200 calls a second leaves, or half an hour of a storm in which Postgres never comes to vacuum. */
const DEAD = 100_000;
const KIND = 'recording.send-answer';

let test: TestDatabase;
let old: Client;
beforeAll(async () => {
  test = await testDatabase();
  old = new Client({ connectionString: test.url });
  await old.connect();
});
afterAll(async () => {
  await old.end();
  await test.close();
});

/** Pages that Postgres goes through for one look. */
async function pagesOfALook(): Promise<number> {
  const asked: { statement: Statement; values: readonly unknown[] }[] = [];
  const query = (statement: Statement, values: readonly unknown[]) => {
    asked.push({ statement, values });
    return Promise.resolve([]);
  };
  await new Outbox({ query } as unknown as Database).claim([KIND], 64, { recent: true });
  const [{ statement, values } = { statement: { text: '' }, values: [] }] = asked;
  const { rows } = await test.database.pool.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`,
    [...values],
  );
  const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
  return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
}

it('a look for what is due does not visit what was done long ago, though nothing of it can be vacuumed', async () => {
  // An old transaction holds back the vacuum of everything that dies after it began.
  await old.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM durable_command`);
  await test.database.pool.query(
    `INSERT INTO durable_command (kind, ordering_key, data, run_at)
     SELECT $2, 'call-' || n, '{}', now() - n * interval '1 second' FROM generate_series(60, $1::integer) n`,
    [60 + DEAD, KIND],
  );
  await test.database.pool.query(`DELETE FROM durable_command`);

  expect(await pagesOfALook()).toBeLessThan(20);
});

it('what was left behind for longer is found by the look back', async () => {
  await test.database.pool.query(
    `INSERT INTO durable_command (kind, ordering_key, data, run_at)
     VALUES ($1, 'left-behind', '{}', now() - interval '1 hour')`,
    [KIND],
  );
  const outbox = new Outbox(test.database);

  expect(await outbox.claim([KIND], 64, { recent: true })).toEqual([]);
  expect(await outbox.claim([KIND], 64)).toMatchObject([{ orderingKey: 'left-behind' }]);
});
