import { buildDataSource } from '@app/platform';
import { migrations } from './index.js';
import { seed } from './seed.js';

/** Recorders make weeks, too; these are for as long as none of them runs. */
const ADD_WEEKS = `SELECT add_history_weeks(now(), now() + interval '8 weeks')`;

/** Any number that no other advisory lock of this database has. */
const MIGRATING = 7_433_002;

/**
 * Brings a database to the current schema, seeds it and makes the weeks of history that come. Several at once do it once: the others wait, and find
 * nothing left to do.
 * @returns the names of the migrations that ran
 */
export async function migrate(url: string): Promise<string[]> {
  // No limit on statements: waiting for another migrator, or for an index, is no fault.
  const dataSource = buildDataSource({ url, applicationName: 'migrate', migrations, statementTimeoutMs: 0 });
  await dataSource.initialize();
  const turn = dataSource.createQueryRunner();
  try {
    await turn.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    const done = await dataSource.runMigrations();
    await seed(dataSource);
    await turn.query(ADD_WEEKS).catch(unlessSomebodyReads);
    await turn.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
    return done.map(({ name }) => name);
  } finally {
    await turn.release();
    await dataSource.destroy();
  }
}

/** Somebody who reads strays for long keeps weeks from being made, and no release from being installed. */
function unlessSomebodyReads(error: Error & { code?: string }): void {
  if (error.code !== '55P03') throw error;
}
