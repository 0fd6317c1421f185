import { Client } from 'pg';
import type { Figure } from './figure.js';

interface Reading {
  commits: number;
  walBytes: number;
  fsyncs: number;
}

// Counted by Postgres 18, which `npm run bench` brings along.
const READ = `SELECT
    (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())::float8 AS commits,
    (SELECT wal_bytes FROM pg_stat_wal)::float8 AS "walBytes",
    (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal')::float8 AS fsyncs`;

/** What Postgres does for each notification, from the call of `start` on. */
export class DatabaseWork {
  private constructor(
    private readonly databaseUrl: string,
    private readonly before: Reading,
  ) {}

  static async start(databaseUrl: string): Promise<DatabaseWork> {
    return new DatabaseWork(databaseUrl, await read(databaseUrl));
  }

  async figures(part: string, notifications: number): Promise<Figure[]> {
    const after = await read(this.databaseUrl);
    const each = (what: string, unit: string, of: keyof Reading): Figure => {
      return { part, what: `${what} a notification`, unit, value: (after[of] - this.before[of]) / notifications };
    };
    return [each('commits', '', 'commits'), each('WAL', 'B', 'walBytes'), each('fsyncs of WAL', '', 'fsyncs')];
  }
}

async function read(databaseUrl: string): Promise<Reading> {
  // Backends report what they did within a second.
  await new Promise((wake) => setTimeout(wake, 1_200));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Reading>(READ);
    if (!rows[0]) throw new Error('Postgres does not count its work');
    return rows[0];
  } finally {
    await client.end();
  }
}
