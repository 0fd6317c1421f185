import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresCluster } from './postgres-cluster.js';
import type { ServerUser } from './server-user.js';

/** Fit for a small machine that also runs everything else; nothing here trades durability for speed. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  // Durable commands leave a dead row for each that was done: a minute of them is many.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** Starts a server of its own process group: a Ctrl+C at the terminal must not end it before its users. */
export async function spawnPostmaster(
  { directory, socketDirectory, logFile }: PostgresCluster,
  postgres: string,
  user: ServerUser | undefined,
): Promise<{ exited: () => boolean }> {
  await forgetStrangersPid(directory);
  const options = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(logFile, 'a');
  const child = spawn(postgres, ['-D', directory, '-k', socketDirectory, ...options], {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  let exited = false;
  child.once('error', () => (exited = true)).once('exit', () => (exited = true));
  child.unref();
  await log.close();
  return { exited: () => exited };
}

/** The running server of this data directory, whoever started it. */
export async function postmasterPid(directory: string): Promise<number | undefined> {
  const file = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(file.split('\n')[0]);
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

/** Postgres' own names: `immediate` is as if it had crashed, and it recovers at its next start. */
export type StopMode = 'fast' | 'immediate';

/** Stops the server and waits for it: clients are cut off, everything committed is kept. */
export async function stopPostmaster(directory: string, mode: StopMode = 'fast'): Promise<void> {
  const pid = await postmasterPid(directory);
  if (!pid) return;
  process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  const patience = Date.now() + 10_000;
  while (isAlive(pid)) {
    // A server that does not shut down is cut off; it recovers at its next start.
    if (Date.now() > patience) process.kill(pid, 'SIGQUIT');
    await sleep(10);
  }
}

/** After a reboot the number in postmaster.pid may be somebody else's, which would keep Postgres from starting. */
async function forgetStrangersPid(directory: string): Promise<void> {
  const pid = await postmasterPid(directory);
  if (!pid) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => directory);
  if (!command.includes(directory)) await rm(join(directory, 'postmaster.pid'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
