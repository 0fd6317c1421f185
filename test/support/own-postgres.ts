import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '@app/platform';
import { testDatabase, type TestDatabase } from './database.js';
import { sleep } from './eventually.js';
import { OWN_SERVER_PREFIX } from './test-servers.js';

/** A Postgres of one test file's own, which it may stop, kill and hold up without hurting another test. */
export class OwnPostgres {
  private constructor(private readonly dataDir: string) {}

  static async start(): Promise<OwnPostgres> {
    const dataDir = await mkdtemp(`${OWN_SERVER_PREFIX}${process.pid}-`);
    // Root's Postgres runs as somebody else, who must get in.
    await chmod(dataDir, 0o755);
    const own = new OwnPostgres(dataDir);
    await own.resume();
    return own;
  }

  /** A migrated database on this server. */
  database(): Promise<TestDatabase> {
    return testDatabase(this.dataDir);
  }

  /** As `pg_ctl stop -m`. Resolves when it is down. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    const pid = await this.pid();
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    while (isAlive(pid)) await sleep(5);
  }

  /** Resolves when it takes connections again. */
  async resume(): Promise<void> {
    await startEmbeddedPostgres({ dataDir: this.dataDir });
  }

  async restart(mode: 'fast' | 'immediate', downMs = 0): Promise<void> {
    await this.stop(mode);
    await sleep(downMs);
    await this.resume();
  }

  /** Holds up the server with all its connections: it refuses nothing and answers nothing. Returns what lets it go on. */
  async freeze(): Promise<() => void> {
    const pids = [await this.pid(), ...childrenOf(await this.pid())];
    for (const pid of pids) signal(pid, 'SIGSTOP');
    return () => pids.forEach((pid) => signal(pid, 'SIGCONT'));
  }

  async discard(): Promise<void> {
    await stopEmbeddedPostgres({ dataDir: this.dataDir });
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async pid(): Promise<number> {
    return Number((await readFile(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
  }
}

function childrenOf(pid: number): number[] {
  return spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
    .filter((child) => child > 0);
}

/** Whoever has ended meanwhile needs no signal. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  if (isAlive(pid)) process.kill(pid, name);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
