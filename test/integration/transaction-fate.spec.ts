import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify, type Fate } from '../../libs/platform/src/database/transaction.js';
import type { TestDatabase } from '../support/database.js';
import { OwnPostgres } from '../support/own-postgres.js';

let postgres: OwnPostgres;
let database: TestDatabase;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
  database = await postgres.database();
});
afterAll(() => postgres.discard());

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

it('the number of a transaction that a crash took is given to another, and is no proof of ours then', async () => {
  const ours = await connected();
  await ours.query('CHECKPOINT');
  await ours.query('BEGIN');
  const { rows } = await ours.query<{ id: string; begunAt: string }>(
    'SELECT pg_current_xact_id()::text AS id, now()::text AS "begunAt"',
  );
  const { id, begunAt } = rows[0]!;
  await postgres.restart('immediate');

  const other = await connected();
  // As many as it takes until somebody has our number.
  for (let last = 0n; last < BigInt(id);) {
    const { rows: theirs } = await other.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
    last = BigInt(theirs[0]!.id);
  }
  const fate = await other.query<{ fate: string }>('SELECT pg_xact_status($1::xid8) AS fate', [id]);
  expect(fate.rows).toEqual([{ fate: 'committed' }]);

  const fault = new Error('the reply to COMMIT was lost');
  const asked = verify({ id, begunAt, fault, result: null, afterCommit: [] }, async ({ text }, values) => {
    return (await other.query<Fate>(text, values)).rows;
  });
  await expect(asked).rejects.toThrow('not known');
  await other.end();
});
