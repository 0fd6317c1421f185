import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { buildDataSource, Database, startEmbeddedPostgres } from '@app/platform';
import { migrate } from '../../migrations/migrate.js';

export interface TestDatabase {
  database: Database;
  /** For programs that a test starts; also names the database's server. */
  url: string;
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>;
}

const TEMPLATE = 'witness_template';

/** A freshly migrated and seeded database of its own, on the server that all tests of a run share unless told. */
export async function testDatabase(dataDir = process.env.WITNESS_TEST_DATA_DIR): Promise<TestDatabase> {
  if (!dataDir) throw new Error('testDatabase() is for vitest, whose global set-up ends the server');
  // Never left: the server goes on for the next test file.
  const server = await startEmbeddedPostgres({ dataDir });
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server.url, async (admin) => {
    await ensureTemplate(admin, server.url);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  const url = named(server.url, name);
  const dataSource = await buildDataSource({ url, applicationName: name }).initialize();
  return {
    database: new Database(dataSource),
    url,
    close: async () => {
      await dataSource.destroy();
      await administer(server.url, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** Migrated once per run: copying it takes a fraction of the time. */
async function ensureTemplate(admin: Client, serverUrl: string): Promise<void> {
  await admin.query(`SELECT pg_advisory_lock(hashtext('${TEMPLATE}'))`);
  const { rowCount } = await admin.query(`SELECT 1 FROM pg_database WHERE datname = '${TEMPLATE}'`);
  if (!rowCount) {
    await admin.query(`CREATE DATABASE ${TEMPLATE}_draft`);
    await migrate(named(serverUrl, `${TEMPLATE}_draft`));
    await admin.query(`ALTER DATABASE ${TEMPLATE}_draft RENAME TO ${TEMPLATE}`);
  }
  await admin.query(`SELECT pg_advisory_unlock(hashtext('${TEMPLATE}'))`);
}

async function administer(url: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await work(admin).finally(() => admin.end());
}

function named(url: string, database: string): string {
  return url.replace(/\/[^/]*$/, `/${database}`);
}
