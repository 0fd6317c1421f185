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

/** One DataSource for the service, the migrator and the tests. Not yet connected. */
export function buildDataSource(options: DataSourceOptions): DataSource {
  const { url, applicationName, migrations = [], statementTimeoutMs = 10_000 } = options;
  return new DataSource({
    type: 'postgres',
    applicationName,
    migrations,
    // Measured at 50 invites per second: with 10 or 40, answers take longer (docs/performance.md).
    poolSize: 20,
    connectTimeoutMS: 5_000,
    synchronize: false,
    installExtensions: false,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    extra: {
      // TypeORM's own reading of a URL knows no Unix sockets; the driver's does.
      connectionString: url,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
      keepAlive: true,
    },
  });
}
