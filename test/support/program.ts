import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { ENDS_WITH_ITS_STARTER, type ProgramSignal } from '../../scripts/system/program.js';
import { eventually } from './eventually.js';

/** One process of ours from `npm run build`, as `npm run start:…` would start it. It ends with the test that began it. */
export class Program {
  private child: ChildProcess | null = null;
  private gone: Promise<void> = Promise.resolve();
  private text = '';

  constructor(
    readonly name: string,
    private readonly main: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly readyUrl: string,
  ) {}

  /** Everything it ever printed, over restarts. */
  get output(): string {
    return this.text;
  }

  get alive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it is ready to work. */
  async start(): Promise<void> {
    const main = resolve('dist', this.main);
    if (!existsSync(main)) throw new Error('Run `npm run build` first');
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', ENDS_WITH_ITS_STARTER, main], {
      env: { PATH: process.env.PATH, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.text += String(chunk)));
    this.child = child;
    this.gone = new Promise((done) => child.once('exit', () => done()));
    await eventually(async () => {
      // Nothing is gained by waiting for the dead: the complaint below is the last one.
      if (this.alive && (await fetch(this.readyUrl)).ok) return;
      throw new Error(`${this.name} is not ready: ${this.text.slice(-2_000)}`);
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** As the desk of `npm start` does: what ends of it is started again at once. Returns the pid that got it. */
  signal(signal: ProgramSignal, forMs?: number): number | null {
    const { child } = this;
    if (!child?.pid || !this.alive) return null;
    child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') void this.gone.then(() => this.start()).catch(() => undefined);
    if (signal === 'SIGSTOP' && forMs !== undefined) setTimeout(() => child.kill('SIGCONT'), forMs);
    return child.pid;
  }

  /** Resolves when it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.child?.kill(signal);
    await this.gone;
  }
}

/** Free a moment ago; nobody else on the machine is likely to take it before its new owner does. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
