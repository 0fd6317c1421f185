import { Client } from 'pg';
import type { Figure } from './figure.js';
import { metricOf } from './recorder-metrics.js';

interface Reading {
  commits: number;
  walBytes: number;
  fsyncs: number;
  /** As the recorders count them. */
  statements: number;
}

/** Where it is done, and who has it done. */
export interface WorkingSystem {
  databaseUrl: string;
  recorderUrls: readonly string[];
}

// Counted by Postgres 18, which `npm run bench` brings along.
const READ = `SELECT
    (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())::float8 AS commits,
    (SELECT wal_bytes FROM pg_stat_wal)::float8 AS "walBytes",
    (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal')::float8 AS fsyncs`;

/** What Postgres does for each notification, from the call of `start` on. */
export class DatabaseWork {
  private constructor(
    private readonly system: WorkingSystem,
    private readonly before: Reading,
  ) {}

  static async start(system: WorkingSystem): Promise<DatabaseWork> {
    return new DatabaseWork(system, await read(system));
  }

  async figures(part: string, notifications: number): Promise<Figure[]> {
    const after = await read(this.system);
    const each = (what: string, unit: string, of: keyof Reading): Figure => {
      return { part, what: `${what} a notification`, unit, value: (after[of] - this.before[of]) / notifications };
    };
    const figures = [each('commits', '', 'commits'), each('WAL', 'B', 'walBytes'), each('fsyncs of WAL', '', 'fsyncs')];
    return this.system.recorderUrls.length > 0 ? [each('statements', '', 'statements'), ...figures] : figures;
  }
}

async function read({ databaseUrl, recorderUrls }: WorkingSystem): Promise<Reading> {
  // Backends report what they did within a second.
  await new Promise((wake) => setTimeout(wake, 1_200));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Omit<Reading, 'statements'>>(READ);
    if (!rows[0]) throw new Error('Postgres does not count its work');
    const sent = await Promise.all(recorderUrls.map((url) => metricOf(url, 'witness_database_statements_total')));
    return { ...rows[0], statements: sent.reduce((sum, each) => sum + each, 0) };
  } finally {
    await client.end();
  }
}
