import { Client } from 'pg';

/** Advisory lock in the system's own database, held as long as the system is up; migrations have the number before. */
const ONE_SYSTEM = 7_433_003;

/**
 * Makes sure that no other system on whatever machine uses this database: two would answer each other's calls.
 * Returns how to give it back.
 * @throws Error when another one is up
 */
export async function soleUser(databaseUrl: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'witness start' });
  // A database that goes away takes the lock with it; the programs tell that better than we could.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [ONE_SYSTEM]);
  if (rows[0]?.alone) return () => client.end().catch(() => undefined);
  await client.end();
  throw new Error('another npm start uses this database: end that one first, or give each a database of its own');
}
