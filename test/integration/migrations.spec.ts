import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from 'pg';
import { migrate } from '../../migrations/migrate.js';
import { migrations } from '../../migrations/index.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

/** An empty database on the tests' server. */
async function emptyDatabase(name: string): Promise<string> {
  await test.database.pool.query(`CREATE DATABASE ${name}`);
  return test.url.replace(/\/[^/]*$/, `/${name}`);
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }: { rows: unknown[] }) => rows)
    .finally(() => client.end());
}

it('brings an empty database to the current schema, and finds nothing to do the second time', async () => {
  const url = await emptyDatabase('migrated_twice');

  expect(await migrate(url)).toHaveLength(migrations.length);
  expect(await migrate(url)).toEqual([]);

  expect(await rowsOf(url, 'SELECT 1 FROM recording_session')).toEqual([]);
});

it('migrates and seeds once, however many start at the same time', async () => {
  const url = await emptyDatabase('migrated_at_once');

  const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);

  expect(done.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, 0, migrations.length]);
  const policies = await rowsOf(url, 'SELECT policy_id FROM recording_policy');
  expect(policies).toEqual(await rowsOf(test.url, 'SELECT policy_id FROM recording_policy'));
});

/** `npm run migrate`, from `npm run build`. */
async function migrator(url: string): Promise<string> {
  const environment = { PATH: process.env.PATH, RECORDER_DATABASE_URL: url };
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/migrations/run.js'], { env: environment });
  return stdout.trim();
}

it('needs only the database to be configured, and two programs at the same time take turns', async () => {
  const url = await emptyDatabase('migrated_by_programs');

  const told = await Promise.all([migrator(url), migrator(url)]);

  expect(told.sort()).toEqual([expect.stringMatching(/^Ran Create/), 'The schema is current']);
});

it('says of every table who owns it and how long its rows live', async () => {
  const silent = await rowsOf(
    test.url,
    `SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
     AND relname <> 'migration' AND obj_description(oid) IS NULL`,
  );

  expect(silent).toEqual([]);
});
