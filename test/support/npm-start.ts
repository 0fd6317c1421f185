import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { eventually } from './eventually.js';

/** Below those the kernel hands out, far from those that anybody has chosen. */
export function someOffset(): number {
  return 7_000 + Math.floor(Math.random() * 1_800) * 10;
}

/** A project whose `npm start` is ours, from `npm run build`, without the build before it. */
export async function startableProject(): Promise<string> {
  const directory = await mkdtemp('/tmp/witness-npm-start-');
  const scripts = { start: `node ${resolve('dist/scripts/start.js')}` };
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'startable', scripts }));
  // mkdtemp makes it private; root's Postgres runs as somebody else, who has to get in.
  await chmod(directory, 0o755);
  return directory;
}

/** `npm start` as somebody types it: npm, a shell, our script and its programs. */
export class NpmStart {
  private readonly npm: ChildProcess;
  private readonly closed: Promise<void>;
  private text = '';

  constructor(directory: string, more: Readonly<Record<string, string>>, user: { uid?: number; gid?: number } = {}) {
    const env = { PATH: process.env.PATH, HOME: directory, RECORDER_DATA_DIR: join(directory, 'data'), ...more };
    // A group of its own, so that a test which fails takes nobody with it and leaves nobody behind.
    this.npm = spawn('npm', ['start'], {
      ...user,
      cwd: directory,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.npm.stdout, this.npm.stderr])
      stream?.on('data', (chunk: Buffer) => (this.text += String(chunk)));
    this.closed = new Promise((done) => this.npm.once('close', () => done()));
  }

  get output(): string {
    return this.text;
  }

  /** Resolves when it has printed that. */
  prints(words: string, withinMs = 60_000): Promise<void> {
    return eventually(() => {
      if (!this.text.includes(words)) throw new Error(`npm start has not printed "${words}":\n${this.text}`);
    }, withinMs);
  }

  /** To npm alone, and to nobody else of the group. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.npm.kill(signal);
  }

  /** Resolves with npm's exit code when the last process that holds its output is gone. */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.npm.exitCode;
  }

  /** For whatever a failed test has left. */
  async end(): Promise<void> {
    if (this.npm.pid !== undefined) {
      try {
        process.kill(-this.npm.pid, 'SIGTERM');
      } catch {
        // Nobody of the group is left, as it should be.
      }
    }
    await this.closed;
  }
}

/** Those of a system's ports on which somebody answers. */
export async function openPorts(offset: number): Promise<number[]> {
  const ports = [3978, 3979, 4500, 4501, 4502, 4601, 4602].map((port) => port + offset);
  const open = await Promise.all(ports.map(isOpen));
  return ports.filter((_, at) => open[at]);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}
