import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

/** What is set for a table by itself, by name. */
async function settingsOf(table: string): Promise<string[]> {
  const { rows } = await test.database.pool.query<{ name: string }>(
    `SELECT split_part(setting, '=', 1) AS name FROM pg_class, unnest(reloptions) AS setting WHERE oid = $1::regclass`,
    [table],
  );
  return rows.map(({ name }) => name);
}

// A page with room takes the next version of a row without a new entry in any index; a command's row is indexed by what
// changes in it, and gains nothing by that.
it.each([
  ['recording_session', ['fillfactor', 'autovacuum_vacuum_scale_factor', 'autovacuum_analyze_scale_factor']],
  ['session_participant', ['fillfactor', 'autovacuum_vacuum_scale_factor']],
  ['seat', ['fillfactor', 'autovacuum_vacuum_scale_factor']],
  [
    'durable_command',
    ['autovacuum_vacuum_threshold', 'autovacuum_vacuum_scale_factor', 'autovacuum_analyze_threshold'],
  ],
])('%s, which changes all the time, has its own %j', async (table, settings) => {
  expect(await settingsOf(table)).toEqual(expect.arrayContaining(settings));
});
