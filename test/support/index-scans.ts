import type { Database } from '@app/platform';

/** How often each of these indexes has been used; a connection reports it when it is used again a second later. */
export async function indexScans(database: Database, indexes: readonly string[]): Promise<number[]> {
  const { rows } = await database.pool.query<{ scans: number }>(
    `SELECT idx_scan::integer AS scans FROM unnest($1::text[]) WITH ORDINALITY AS asked (name, place)
     JOIN pg_stat_user_indexes ON indexrelname = name ORDER BY place`,
    [indexes],
  );
  return rows.map(({ scans }) => scans);
}
