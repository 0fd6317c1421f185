import { readFile, rm, rmdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresBinaries } from './postgres-binaries.js';
import {
  clusterDirectory,
  ensureCluster,
  makeSocketDirectory,
  socketDirectoryOf,
  type PostgresCluster,
} from './postgres-cluster.js';
import { postmasterPid, spawnPostmaster, stopPostmaster } from './postmaster.js';
import { serverUser } from './server-user.js';

export interface EmbeddedPostgres {
  /** Of the database `witness`; whoever knows it may connect, but only as this machine's same user or root. */
  url: string;
  /** Leaves the server, and stops it if no other program uses it. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
/** Advisory lock in the database `postgres`: shared by the server's users, exclusive for the one that stops it. */
const IN_USE = 7_433_001;

/**
 * The default when no database is configured: a real PostgreSQL under `dataDir`, reached over a private Unix socket.
 * Every program that names the same directory gets the same server. It outlives a killed program, and the next one
 * finds it again.
 */
export async function startEmbeddedPostgres({ dataDir }: { dataDir: string }): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const binaries = await postgresBinaries(user);
  const cluster = await ensureCluster(dataDir, binaries, user);
  const lease = await leaseOf(cluster, async () => {
    await makeSocketDirectory(cluster.socketDirectory, user);
    return spawnPostmaster(cluster, binaries.postgres, user);
  });
  await createDatabase(lease, 'witness');
  return {
    url: urlOf(cluster, 'witness'),
    stop: () => leave(lease, cluster),
  };
}

/** Stops the server of a data directory whoever may still use it: for cleaning up after programs that were killed. */
export async function stopEmbeddedPostgres({ dataDir }: { dataDir: string }): Promise<void> {
  const directory = clusterDirectory(dataDir);
  await stopPostmaster(directory);
  await rm(socketDirectoryOf(directory, serverUser()), { recursive: true, force: true });
}

async function leave(lease: Client, cluster: PostgresCluster): Promise<void> {
  try {
    await lease.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]);
    // Held until the server is gone: a program that starts meanwhile waits instead of connecting to its end.
    if (await locked(lease, 'pg_try_advisory_lock')) {
      await stopPostmaster(cluster.directory);
      // Fails on purpose when the next server is already using it.
      await rmdir(cluster.socketDirectory);
    }
  } catch {
    // The connection is gone, so the server is, or its next user stops it; or the next server is there.
  } finally {
    await lease.end().catch(() => undefined);
  }
}

/** Connects and says so to the others, starting a server as often as it takes. */
async function leaseOf(cluster: PostgresCluster, start: () => ReturnType<typeof spawnPostmaster>): Promise<Client> {
  const began = Date.now();
  let server: Awaited<ReturnType<typeof start>> | undefined;
  for (;;) {
    const lease = await tryLease(cluster);
    if (lease) return lease;
    const others = await postmasterPid(cluster.directory);
    // Without a server in sight a few attempts tell enough; somebody else's may be recovering, which takes a while.
    const patience = others ? START_TIMEOUT_MS : START_TIMEOUT_MS / 6;
    if (Date.now() - began > patience) {
      const log = await readFile(cluster.logFile, 'utf8').catch(() => '');
      throw new Error(`The embedded Postgres in ${cluster.directory} does not start:\n${log.slice(-2_000)}`);
    }
    if (!server || server.exited()) {
      server = await start();
      await sleep(20);
    }
    await sleep(20);
  }
}

async function tryLease(cluster: PostgresCluster): Promise<Client | undefined> {
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
    // Not there yet, starting up, or shutting down.
  }
  await client.end().catch(() => undefined);
  return undefined;
}

async function locked(client: Client, lock: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared'): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT ${lock}($1) AS locked`, [IN_USE]);
  return rows[0]?.locked ?? false;
}

async function createDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${name}`).catch((error: Error & { code?: string }) => {
    // Another program was first: Postgres says so in one of two ways.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

function urlOf({ socketDirectory }: PostgresCluster, database: string): string {
  return `postgresql://postgres@${encodeURIComponent(socketDirectory)}/${database}`;
}
