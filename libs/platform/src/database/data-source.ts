import { DataSource, type MigrationInterface } from 'typeorm';

export interface DataSourceOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Only for the program that migrates; a replica never does. */
  migrations?: (new () => MigrationInterface)[];
  /** Longest that one statement may take; 0 for no limit. */
  statementTimeoutMs?: number;
}

/**
 * A process that is stopped, or whose machine is gone, holds the locks of its open transaction no longer than this: other
 * replicas wait for them, with calls to answer. A process so slow that its own transaction is ended tries it again.
 */
const HOLDS_LOCKS_MS = 1_000;

/**
 * Nothing goes on for a client that has gone. And what is read is few rows by an index in its order: a bitmap scan visits
 * what is dead in the index each time anew, and never marks it as such (docs/adr/0004-durable-commands.md).
 */
const OPTIONS = '-c client_connection_check_interval=500 -c enable_bitmapscan=off';

/** One DataSource for the service, the migrator and the tests. Not yet connected. */
export function buildDataSource(options: DataSourceOptions): DataSource {
  const { url, applicationName, migrations = [], statementTimeoutMs = 10_000 } = options;
  return new DataSource({
    type: 'postgres',
    applicationName,
    migrations,
    // Measured at 50 invites per second: with 10 or 40, answers take longer (docs/performance.md).
    poolSize: 20,
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
      options: OPTIONS,
      keepAlive: true,
      // A transaction's BEGIN goes out with its first statement, and its COMMIT with its last.
      pipeline: true,
    },
  });
}
