import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProgramEnvironment } from './topology.js';

/** Ends a program whose starter was killed: the channel between them closes, and holds nobody up while it is open. */
export const ENDS_WITH_ITS_STARTER =
  'data:text/javascript,process.once("disconnect",()=>process.kill(process.pid,"SIGTERM"));process.channel.unref()';

/** What a program inherits; anything else that is set here is meant for somebody else. */
const INHERITED = /^(PATH|HOME|TMPDIR|TZ|RECORDER_LOG_LEVEL|OTEL_\w+)$/;

export const PROGRAM_SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGSTOP', 'SIGCONT'] as const;
export type ProgramSignal = (typeof PROGRAM_SIGNALS)[number];

/** One program of the system, from dist/; started again when it dies. */
export class Program {
  private child: ChildProcess | undefined;
  private stopping = false;
  private restartPauseMs = 500;
  /** Somebody ended it on purpose: it comes back without another word. */
  private isEndOrdered = false;

  constructor(
    readonly name: string,
    private readonly main: string,
    private readonly environment: ProgramEnvironment,
    readonly logFile: string,
    private readonly report: (message: string) => void,
    private readonly nodeOptions: readonly string[] = [],
    /** After an end that was ordered. */
    private readonly comesBackAfterMs = 0,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const inherited = Object.entries(process.env).filter(([name, value]) => INHERITED.test(name) && value);
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
      if (this.isEndOrdered) {
        this.isEndOrdered = false;
        if (this.comesBackAfterMs === 0) return this.start();
        setTimeout(() => !this.stopping && this.start(), this.comesBackAfterMs);
        return;
      }
      this.report(`${this.name} ended (${signal ?? `code ${code}`}), starting it again; see ${this.logFile}`);
      this.restartPauseMs = Date.now() - started > 30_000 ? 500 : Math.min(this.restartPauseMs * 2, 10_000);
      setTimeout(() => !this.stopping && this.start(), this.restartPauseMs);
    });
  }

  /**
   * For breaking it on purpose. A program that ends of it is started again at once, as a busy orchestrator would; one
   * that is stopped goes on after `forMs`. Returns the pid that got the signal, or null when none is up.
   */
  signal(signal: ProgramSignal, forMs?: number): number | null {
    const { child } = this;
    if (!child?.pid || this.stopping || !isUp(child)) return null;
    this.isEndOrdered ||= signal === 'SIGKILL' || signal === 'SIGTERM';
    child.kill(signal);
    if (signal === 'SIGSTOP' && forMs !== undefined) setTimeout(() => isUp(child) && child.kill('SIGCONT'), forMs);
    return child.pid;
  }

  /** As an orchestrator would: a request, and force when it is not heard. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || !isUp(child)) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // One that was stopped hears nothing else before.
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(force);
  }
}

function isUp({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
