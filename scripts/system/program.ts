import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProgramEnvironment } from './topology.js';

/** Ends a program whose starter was killed: the channel between them closes, and holds nobody up while it is open. */
export const ENDS_WITH_ITS_STARTER =
  'data:text/javascript,process.once("disconnect",()=>process.kill(process.pid,"SIGTERM"));process.channel.unref()';

/** What a program inherits; anything else that is set here is meant for somebody else. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'RECORDER_LOG_LEVEL'];

/** One program of the system, from dist/; started again when it dies. */
export class Program {
  private child: ChildProcess | undefined;
  private stopping = false;
  private restartPauseMs = 500;

  constructor(
    readonly name: string,
    private readonly main: string,
    private readonly environment: ProgramEnvironment,
    readonly logFile: string,
    private readonly report: (message: string) => void,
    private readonly nodeOptions: readonly string[] = [],
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const inherited = INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
    const log = openSync(this.logFile, 'a');
    const started = Date.now();
    const main = fileURLToPath(new URL(`../../${this.main}`, import.meta.url));
    const child = spawn(process.execPath, [...this.nodeOptions, '--import', ENDS_WITH_ITS_STARTER, main], {
      env: { ...(Object.fromEntries(inherited) as ProgramEnvironment), ...this.environment },
      stdio: ['ignore', log, log, 'ipc'],
      // Ctrl+C is for the starter alone, which then stops everybody in order.
      detached: true,
    });
    this.child = child;
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      this.report(`${this.name} ended (${signal ?? `code ${code}`}), starting it again; see ${this.logFile}`);
      this.restartPauseMs = Date.now() - started > 30_000 ? 500 : Math.min(this.restartPauseMs * 2, 10_000);
      setTimeout(() => !this.stopping && this.start(), this.restartPauseMs);
    });
  }

  /** As an orchestrator would: a request, and force when it is not heard. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(force);
  }
}
