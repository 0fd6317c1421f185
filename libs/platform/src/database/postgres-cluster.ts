import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.js';
import { canReach, type ServerUser } from './server-user.js';

/** One data directory of the embedded server, and where its socket is. */
export interface PostgresCluster {
  directory: string;
  socketDirectory: string;
  logFile: string;
}

export function clusterDirectory(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** Initialises the data directory when there is none yet; safe to do from several processes at once. */
export async function ensureCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
): Promise<PostgresCluster> {
  await mkdir(dataDir, { recursive: true });
  if (!canReach(user, dataDir)) {
    throw new Error(
      `User ${user?.name} cannot reach ${dataDir}: set RECORDER_DATA_DIR to a directory that others may enter`,
    );
  }
  const directory = clusterDirectory(await realpath(dataDir));
  if (!(await exists(directory))) await initialise(directory, binaries, user);
  return { directory, socketDirectory: socketDirectoryOf(directory, user), logFile: `${directory}.log` };
}

async function initialise(
  directory: string,
  { initdb }: PostgresBinaries,
  user: ServerUser | undefined,
): Promise<void> {
  const draft = await mkdtemp(`${directory}-`);
  if (user) await chown(draft, user.uid, user.gid);
  // Trust is safe: the only way in is a socket in a directory that nobody else may enter.
  const settings = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C'];
  const logFile = `${draft}.log`;
  const log = await open(logFile, 'w');
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(initdb, ['-D', draft, ...settings, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'], {
      ...user,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log.fd, log.fd],
    });
    child.once('error', reject).once('exit', resolve);
  }).finally(() => log.close());
  if (code !== 0) throw new Error(`initdb failed (${code}): ${(await readFile(logFile, 'utf8')).slice(-2_000)}`);
  await rm(logFile);
  // Whole or not at all; another process may have been first, and then its directory counts.
  await rename(draft, directory).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(draft, { recursive: true });
  });
}

/** A short path, because a socket's may have 107 bytes; named by the data directory, so that every process finds it. */
export function socketDirectoryOf(directory: string, user: ServerUser | undefined): string {
  const uid = user?.uid ?? process.getuid?.() ?? 0;
  return `/tmp/witness-${uid}-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`;
}

export function urlOf({ socketDirectory }: PostgresCluster, database: string): string {
  return `postgresql://postgres@${encodeURIComponent(socketDirectory)}/${database}`;
}

export async function makeSocketDirectory(path: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 }).then(
    () => (user ? chown(path, user.uid, user.gid) : undefined),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  // Anybody may write to /tmp: a directory that is not ours alone could lead to somebody else's server.
  const found = await lstat(path);
  const ours = found.isDirectory() && (found.mode & 0o077) === 0 && [user?.uid, process.getuid?.()].includes(found.uid);
  if (!ours) throw new Error(`${path} does not belong to the embedded Postgres alone: remove it`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
