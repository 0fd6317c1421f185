import { DataSource, type MigrationInterface } from 'typeorm';

export interface DataSourceOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Only for the program that migrates; a replica never does. */
  migrations?: (new () => MigrationInterface)[];
  /** Longest that one statement may take; 0 for no limit. */
  statementTimeoutMs?: number;
  /** Whose questions go over it: calls' by themselves, or people's. */
  asks?: 'calls' | 'people';
}

/**
 * A process that is stopped, or whose machine is gone, holds the locks of its open transaction no longer than this: other
 * replicas wait for them, with calls to answer. A process so slow that its own transaction is ended tries it again.
 */
const HOLDS_LOCKS_MS = 1_000;

/**
 * Calls ask for few rows, by their keys, and the same plan is right whatever the values; Postgres would make one for each
 * question, because it takes an array for ten values, and so a plan for the one that there is for better. It is made once
 * on each connection, perhaps while tables are empty, and must not read whole tables for that. Nor may it use bitmaps: those
 * visit what is dead in an index each time anew, and never mark it as such (docs/adr/0004-durable-commands.md). People ask
 * for anything, and change nothing that way: each of their questions is planned for what it asks.
 */
const SETTINGS = {
  calls: '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off',
  people: '-c default_transaction_read_only=on -c max_parallel_workers_per_gather=0',
};
/** Of one program. Measured for calls at 50 invites per second: with 10 or 40, answers take longer (docs/performance.md). */
const CONNECTIONS = { calls: 20, people: 5 };

/** Nothing goes on for a client that has gone. */
const OPTIONS = '-c client_connection_check_interval=500';

/** One DataSource for the service, the migrator and the tests. Not yet connected. */
export function buildDataSource(options: DataSourceOptions): DataSource {
  const { url, applicationName, migrations = [], statementTimeoutMs = 10_000, asks = 'calls' } = options;
  return new DataSource({
    type: 'postgres',
    applicationName,
    migrations,
    poolSize: CONNECTIONS[asks],
    connectTimeoutMS: 2_000,
    synchronize: false,
    installExtensions: false,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    extra: {
      // TypeORM's own reading of a URL knows no Unix sockets; the driver's does.
      connectionString: url,
      statement_timeout: statementTimeoutMs,
      // For a server that falls silent, and does not even say that time is up.
      query_timeout: statementTimeoutMs && statementTimeoutMs + 500,
      idle_in_transaction_session_timeout: statementTimeoutMs && HOLDS_LOCKS_MS,
      options: `${OPTIONS} ${SETTINGS[asks]}`,
      keepAlive: true,
      // A transaction's BEGIN goes out with its first statement, and its COMMIT with its last.
      pipeline: true,
    },
  });
}
