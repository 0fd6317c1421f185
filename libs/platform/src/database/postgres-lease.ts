import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { urlOf, type PostgresCluster } from './postgres-cluster.js';

/** Advisory lock in the database `postgres`: shared by the server's users, exclusive for the one that stops it. */
const IN_USE = 7_433_001;
const LOOK_EVERY_MS = 100;

/**
 * A program's word that it uses the embedded server: a lock that is held as long as its connection is. A server that is
 * restarted takes the connection with it, and the word is given again as soon as it is back.
 */
export class PostgresLease {
  private isLeft = false;
  private renewal: Promise<void> = Promise.resolve();

  private constructor(
    private readonly cluster: PostgresCluster,
    private client: Client,
  ) {
    this.renewWhenLost(client);
  }

  /** Undefined when nothing answers: not there yet, starting up, or shutting down. */
  static async tryTake(cluster: PostgresCluster): Promise<PostgresLease | undefined> {
    const client = await connected(cluster);
    return client && new PostgresLease(cluster, client);
  }

  /** Resolves when the word is given, or given up. */
  held(): Promise<void> {
    return this.renewal;
  }

  query(sql: string, values: unknown[] = []): Promise<{ rowCount: number | null }> {
    return this.client.query(sql, values);
  }

  /** Takes the word back. `ifLast` runs before anybody else can give one, if nobody else has. */
  async leave(ifLast: () => Promise<void>): Promise<void> {
    this.isLeft = true;
    try {
      await this.client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]);
      // Held until the server is gone: a program that starts meanwhile waits instead of connecting to its end.
      if (await locked(this.client, 'pg_try_advisory_lock')) await ifLast();
    } catch {
      // The connection is gone, so the server is, or its next user stops it; or the next server is there.
    } finally {
      await this.client.end().catch(() => undefined);
    }
  }

  private renewWhenLost(client: Client): void {
    client.once('end', () => {
      if (!this.isLeft) this.renewal = this.renew();
    });
  }

  private async renew(): Promise<void> {
    while (!this.isLeft) {
      const client = await connected(this.cluster);
      if (client) {
        this.client = client;
        this.renewWhenLost(client);
        // Left meanwhile: a word given after that would never be taken back.
        if (this.isLeft) await client.end().catch(() => undefined);
        return;
      }
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    }
  }
}

async function connected(cluster: PostgresCluster): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(cluster, 'postgres'),
    application_name: 'witness embedded',
    connectionTimeoutMillis: 5_000,
  });
  // A server that goes down tells every client so; this one only holds the lock.
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (await locked(client, 'pg_try_advisory_lock_shared')) return client;
  } catch {
    // Nobody there who could answer.
  }
  await client.end().catch(() => undefined);
  return undefined;
}

async function locked(client: Client, lock: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared'): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT ${lock}($1) AS locked`, [IN_USE]);
  return rows[0]?.locked ?? false;
}
