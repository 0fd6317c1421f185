import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import type { Figure } from './figure.js';
import { metricOf } from './recorder-metrics.js';

interface Reading {
  /** As the programs that send them count them. */
  statements: number;
  commits: number;
  walBytes: number;
  fsyncs: number;
}

/** Where it is done, and whose `/metrics` counts the statements. */
export interface WorkingSystem {
  databaseUrl: string;
  recorderUrls: readonly string[];
}

// Known at any moment. Of transactions, those that wrote something: the others need no commit on disk.
const COUNTED = `SELECT pg_snapshot_xmax(pg_current_snapshot())::text::float8 AS commits,
  pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS "walBytes"`;
// Counted by Postgres 18, which `npm run bench` brings along.
const SYNCED = `SELECT sum(fsyncs)::float8 AS fsyncs FROM pg_stat_io WHERE object = 'wal'`;

/** A connection that goes on reports its fsyncs within a second, one that has come to rest within ten. */
const REPORTED_MS = 1_200;
const ALL_REPORTED_MS = 10_500;

/** What Postgres does for each notification, or whatever else is counted, from the end of `start` on. */
export class DatabaseWork {
  private constructor(
    private readonly system: WorkingSystem,
    private readonly before: Reading,
  ) {}

  /** Waits a moment; at rest ten seconds long, recorders would lose the connections that the load is about to need. */
  static async start(system: WorkingSystem): Promise<DatabaseWork> {
    await sleep(REPORTED_MS);
    const synced = await ask<Pick<Reading, 'fsyncs'>>(system, SYNCED);
    return new DatabaseWork(system, { ...synced, ...(await counted(system)) });
  }

  /** `each`: what there are so many of, with its article. Takes ten seconds, of which nothing is in the figures. */
  async figures(part: string, count: number, each: string): Promise<Figure[]> {
    const { before, system } = this;
    const now = await counted(system);
    await sleep(ALL_REPORTED_MS);
    const after: Reading = { ...now, ...(await ask<Pick<Reading, 'fsyncs'>>(system, SYNCED)) };
    const figure = (what: string, unit: string, of: keyof Reading): Figure => {
      return { part, what: `${what} ${each}`, unit, value: (after[of] - before[of]) / count };
    };
    return [
      ...(system.recorderUrls.length > 0 ? [figure('statements', '', 'statements')] : []),
      figure('commits', '', 'commits'),
      figure('WAL', 'B', 'walBytes'),
      figure('fsyncs of WAL', '', 'fsyncs'),
    ];
  }
}

async function counted(system: WorkingSystem): Promise<Omit<Reading, 'fsyncs'>> {
  const { recorderUrls } = system;
  const sent = await Promise.all(recorderUrls.map((url) => metricOf(url, 'witness_database_statements_total')));
  const statements = sent.reduce((sum, each) => sum + each, 0);
  return { statements, ...(await ask<Pick<Reading, 'commits' | 'walBytes'>>(system, COUNTED)) };
}

async function ask<Row extends QueryResultRow>({ databaseUrl }: WorkingSystem, question: string): Promise<Row> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(question);
    if (!rows[0]) throw new Error('Postgres does not count its work');
    return rows[0];
  } finally {
    await client.end();
  }
}
