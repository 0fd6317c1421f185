import { Client } from 'pg';
import type { Figure } from './figure.js';

/** Counts of one table since it is there. */
interface Reading {
  updates: number;
  /** Of them, those that needed no new entries in the indexes. */
  hotUpdates: number;
  sequentialScans: number;
  autovacuums: number;
  autoanalyzes: number;
}

const READ = `SELECT relname AS "table", n_tup_upd::float8 AS updates, n_tup_hot_upd::float8 AS "hotUpdates",
    seq_scan::float8 AS "sequentialScans", autovacuum_count::float8 AS autovacuums,
    autoanalyze_count::float8 AS autoanalyzes
  FROM pg_stat_user_tables WHERE relname = ANY ($1)`;

/** How tables fare while a load goes on, from the call of `start` on. */
export class TableWork {
  private constructor(
    private readonly databaseUrl: string,
    private readonly tables: readonly string[],
    private readonly before: ReadonlyMap<string, Reading>,
  ) {}

  static async start(databaseUrl: string, tables: readonly string[]): Promise<TableWork> {
    return new TableWork(databaseUrl, tables, await read(databaseUrl, tables));
  }

  async figures(part: string): Promise<Figure[]> {
    const after = await read(this.databaseUrl, this.tables);
    return this.tables.flatMap((table) => {
      const since = (of: keyof Reading) => (after.get(table)?.[of] ?? 0) - (this.before.get(table)?.[of] ?? 0);
      const figure = (what: string, value: number | null, unit = ''): Figure => {
        return { part, what: `${table}: ${what}`, unit, value };
      };
      const updates = since('updates');
      return [
        figure('rows updated', updates),
        figure('of them without new index entries (HOT)', updates ? (since('hotUpdates') * 100) / updates : null, '%'),
        figure('sequential scans', since('sequentialScans')),
        figure('autovacuums', since('autovacuums')),
        figure('autoanalyzes', since('autoanalyzes')),
      ];
    });
  }
}

async function read(databaseUrl: string, tables: readonly string[]): Promise<Map<string, Reading>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Reading & { table: string }>(READ, [tables]);
    return new Map(rows.map(({ table, ...reading }) => [table, reading]));
  } finally {
    await client.end();
  }
}
