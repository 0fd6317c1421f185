import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Outbox } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';

/** As a minute at 200 calls a second leaves, or half an hour of a storm in which Postgres never comes to vacuum. */
const DEAD = 100_000;
const LOOKS = 20;

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

/** Rows of Postgres' shared memory that a look goes through, on average. */
async function buffersOfALook(outbox: Outbox): Promise<number> {
  const read = async () => {
    const { rows } = await test.database.pool.query<{ hit: string }>(
      `SELECT pg_stat_force_next_flush(), sum(idx_blks_hit + heap_blks_hit)::text AS hit FROM pg_statio_user_tables
       WHERE relname = 'durable_command'`,
    );
    return Number(rows[0]!.hit);
  };
  await read();
  const before = await read();
  for (let look = 0; look < LOOKS; look += 1)
    expect(await outbox.claim(['recording.send-answer'], 64, { recent: true })).toEqual([]);
  await new Promise((flushed) => setTimeout(flushed, 1_100));
  await test.database.pool.query('SELECT 1');
  return ((await read()) - before) / LOOKS;
}

it('a look for what is due does not visit what was done long ago, though nothing of it can be vacuumed', async () => {
  // An old transaction holds back the vacuum of everything that dies after it began.
  await old.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM durable_command`);
  await test.database.pool.query(
    `INSERT INTO durable_command (kind, ordering_key, data, run_at)
     SELECT 'recording.send-answer', 'call-' || n, '{}', now() - n * interval '1 second' FROM generate_series(60, $1) n`,
    [60 + DEAD],
  );
  await test.database.pool.query(`DELETE FROM durable_command`);

  expect(await buffersOfALook(new Outbox(test.database))).toBeLessThan(50);
});

it('what was left behind for longer is found by the look back', async () => {
  await test.database.pool.query(
    `INSERT INTO durable_command (kind, ordering_key, data, run_at)
     VALUES ('recording.send-answer', 'left-behind', '{}', now() - interval '1 hour')`,
  );
  const outbox = new Outbox(test.database);

  expect(await outbox.claim(['recording.send-answer'], 64, { recent: true })).toEqual([]);
  expect(await outbox.claim(['recording.send-answer'], 64)).toMatchObject([{ orderingKey: 'left-behind' }]);
});
