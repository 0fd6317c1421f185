import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopEmbeddedPostgres } from '@app/platform';

const HOME = '/tmp';
const PREFIX = 'witness-test-';
/** Where the server of one test file lives, up to the number of the process that runs it. */
export const OWN_SERVER_PREFIX = join(HOME, `${PREFIX}own-`);
/** The process that a directory belongs to. */
const OWNER = new RegExp(`^${PREFIX}(?:own-)?(\\d+)`);

/**
 * Vitest's global set-up: one embedded server for the whole run, started by the first test that wants a database and
 * stopped here. Also ends what a killed run has left behind. It lives in /tmp, which root's unprivileged user can enter.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  for (const entry of await readdir(HOME)) {
    const pid = Number(OWNER.exec(entry)?.[1]);
    if (pid > 0 && !isAlive(pid)) await discard(join(HOME, entry));
  }
  const dataDir = join(HOME, `${PREFIX}${process.pid}`);
  process.env.WITNESS_TEST_DATA_DIR = dataDir;
  return () => discard(dataDir);
}

async function discard(dataDir: string): Promise<void> {
  await stopEmbeddedPostgres({ dataDir });
  await rm(dataDir, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
