import { readFile, rm, rmdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresBinaries } from './postgres-binaries.js';
import {
  clusterDirectory,
  ensureCluster,
  makeSocketDirectory,
  socketDirectoryOf,
  urlOf,
  type PostgresCluster,
} from './postgres-cluster.js';
import { PostgresLease } from './postgres-lease.js';
import { postmasterPid, spawnPostmaster, stopPostmaster, type StopMode } from './postmaster.js';
import { serverUser } from './server-user.js';

export interface EmbeddedPostgres {
  /** Of the database `witness`; whoever knows it may connect, but only as this machine's same user or root. */
  url: string;
  /** Stops the server under everybody who uses it, and starts it again after `downMs`. Resolves when it takes connections. */
  restart(mode: StopMode, downMs: number): Promise<void>;
  /** Leaves the server, and stops it if no other program uses it. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;

/**
 * The default when no database is configured: a real PostgreSQL under `dataDir`, reached over a private Unix socket.
 * Every program that names the same directory gets the same server. It outlives a killed program, and the next one
 * finds it again.
 */
export async function startEmbeddedPostgres({ dataDir }: { dataDir: string }): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const binaries = await postgresBinaries(user);
  const cluster = await ensureCluster(dataDir, binaries, user);
  const start = async () => {
    await makeSocketDirectory(cluster.socketDirectory, user);
    return spawnPostmaster(cluster, binaries.postgres, user);
  };
  const lease = await leaseOf(cluster, start);
  await createDatabase(lease, 'witness');
  return {
    url: urlOf(cluster, 'witness'),
    restart: async (mode, downMs) => {
      await stopPostmaster(cluster.directory, mode);
      await sleep(downMs);
      await (await leaseOf(cluster, start)).leave(() => Promise.resolve());
      await lease.held();
    },
    stop: () =>
      lease.leave(async () => {
        await stopPostmaster(cluster.directory);
        // Fails on purpose when the next server is already using it.
        await rmdir(cluster.socketDirectory);
      }),
  };
}

/** Stops the server of a data directory whoever may still use it: for cleaning up after programs that were killed. */
export async function stopEmbeddedPostgres({ dataDir }: { dataDir: string }): Promise<void> {
  const directory = clusterDirectory(dataDir);
  await stopPostmaster(directory);
  await rm(socketDirectoryOf(directory, serverUser()), { recursive: true, force: true });
}

/** Connects and says so to the others, starting a server as often as it takes. */
async function leaseOf(
  cluster: PostgresCluster,
  start: () => ReturnType<typeof spawnPostmaster>,
): Promise<PostgresLease> {
  const began = Date.now();
  let server: Awaited<ReturnType<typeof start>> | undefined;
  for (;;) {
    const lease = await PostgresLease.tryTake(cluster);
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

async function createDatabase(lease: PostgresLease, name: string): Promise<void> {
  const { rowCount } = await lease.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  await lease.query(`CREATE DATABASE ${name}`).catch((error: Error & { code?: string }) => {
    // Another program was first: Postgres says so in one of two ways.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}
