import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { DataSource, EntitySchema, getMetadataArgsStorage, type EntityMetadata } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.js';

type Mapped = EntitySchema | (new () => object);

let test: TestDatabase;
let mapped: DataSource;

beforeAll(async () => {
  const [started, entities] = await Promise.all([testDatabase(), everyMapping()]);
  test = started;
  mapped = await new DataSource({
    type: 'postgres',
    url: test.url,
    entities,
    installExtensions: false,
    extra: { connectionString: test.url },
  }).initialize();
});
afterAll(async () => {
  await mapped.destroy();
  await test.close();
});

/** Whatever the mapping and entity files of the libs export. */
async function everyMapping(): Promise<Mapped[]> {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' });
  const mappings = files.filter((file) => /\.(entity|mapping)\.ts$/.test(file));
  const modules = await Promise.all(
    mappings.map((file) => import(resolve('libs', file)) as Promise<Record<string, unknown>>),
  );
  const entities = new Set(getMetadataArgsStorage().tables.map(({ target }) => target));
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is Mapped => value instanceof EntitySchema || entities.has(value as new () => object));
}

/** What TypeORM would do to the database to make it what the mappings say. */
async function differences(): Promise<string[]> {
  const { upQueries } = await mapped.driver.createSchemaBuilder().log();
  // An EntitySchema cannot carry the comment of its table.
  return upQueries.map(({ query }) => query).filter((query) => !query.startsWith('COMMENT ON TABLE'));
}

it('every mapping says what the migrations made: TypeORM finds nothing to do', async () => {
  expect(mapped.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual([
    'media_host',
    'media_reservation',
    'recording_policy',
    'recording_session',
  ]);
  expect(await differences()).toEqual([]);
});

it('every check that a mapping names is the check of the table', async () => {
  for (const entity of mapped.entityMetadatas) {
    expect(await checksOf(entity.tableName), entity.tableName).toEqual(await asPostgresReads(entity));
  }
});

it.each([
  [
    'a column that the mapping does not know',
    'ALTER TABLE media_host ADD COLUMN colour text',
    'ALTER TABLE media_host DROP COLUMN colour',
  ],
  [
    'a column that may be null',
    'ALTER TABLE recording_policy ALTER COLUMN name DROP NOT NULL',
    'ALTER TABLE recording_policy ALTER COLUMN name SET NOT NULL',
  ],
  [
    'a column of another type',
    'ALTER TABLE recording_session ALTER COLUMN participant_count TYPE bigint',
    'ALTER TABLE recording_session ALTER COLUMN participant_count TYPE integer',
  ],
  [
    'a lost constraint',
    'ALTER TABLE recording_session DROP CONSTRAINT recording_session_call_key',
    'ALTER TABLE recording_session ADD CONSTRAINT recording_session_call_key UNIQUE (call_key)',
  ],
  [
    'a lost default',
    'ALTER TABLE media_host ALTER COLUMN drain_ordered DROP DEFAULT',
    'ALTER TABLE media_host ALTER COLUMN drain_ordered SET DEFAULT false',
  ],
  [
    'a lost check',
    'ALTER TABLE media_host DROP CONSTRAINT media_host_load',
    'ALTER TABLE media_host ADD CONSTRAINT media_host_load CHECK (load BETWEEN 0 AND 1)',
  ],
])('notices %s', async (_what, change, undo) => {
  await mapped.query(change);
  const found = await differences();
  await mapped.query(undo);

  expect(found).not.toEqual([]);
  expect(await differences()).toEqual([]);
});

it('notices a check that says something else', async () => {
  const policies = mapped.entityMetadatas.find(({ tableName }) => tableName === 'recording_policy')!;
  await mapped.query(`ALTER TABLE recording_policy DROP CONSTRAINT recording_policy_capacity,
    ADD CONSTRAINT recording_policy_capacity CHECK (participant_capacity >= -1)`);

  expect(await checksOf('recording_policy')).not.toEqual(await asPostgresReads(policies));

  await mapped.query(`ALTER TABLE recording_policy DROP CONSTRAINT recording_policy_capacity,
    ADD CONSTRAINT recording_policy_capacity CHECK (participant_capacity >= 0)`);
});

async function checksOf(table: string): Promise<string[]> {
  const rows = await mapped.query<{ text: string }[]>(
    `SELECT conname || ' ' || pg_get_constraintdef(oid) AS text FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'c' ORDER BY conname`,
    [table],
  );
  return rows.map(({ text }) => text);
}

/** TypeORM compares checks by name only; Postgres itself says what their text means. */
async function asPostgresReads({ tableName, checks }: EntityMetadata): Promise<string[]> {
  const scratch = `${tableName}_scratch`;
  await mapped.query(`CREATE TABLE ${scratch} (LIKE ${tableName})`);
  for (const { name, expression } of checks) {
    await mapped.query(`ALTER TABLE ${scratch} ADD CONSTRAINT ${name} CHECK (${expression})`);
  }
  const read = await checksOf(scratch);
  await mapped.query(`DROP TABLE ${scratch}`);
  return read;
}
