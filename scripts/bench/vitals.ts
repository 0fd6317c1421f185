import { readFile } from 'node:fs/promises';
import type { LocalSystem } from '../system/local-system.js';
import { metricOf } from './recorder-metrics.js';

const LOOK_EVERY_MS = 10_000;

/** One look at one recorder. */
export interface Vital {
  recorder: string;
  afterMs: number;
  rssMiB: number;
  /** Of the event loop since the look before, as `/metrics` shows it. */
  loopDelayP99Ms: number;
}

/** Looks at every recorder from time to time, as a scrape of Prometheus does. */
export class Vitals {
  readonly all: Vital[] = [];
  private readonly began = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly system: LocalSystem) {
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const recorders = this.system.programs.filter(({ role }) => role === 'recorder');
    for (const [i, { program }] of recorders.entries()) {
      const url = this.system.recorderUrls[i]!;
      const afterMs = performance.now() - this.began;
      const loopDelayP99Ms = (await metricOf(url, 'nodejs_eventloop_lag_p99_seconds')) * 1_000;
      this.all.push({ recorder: program.name, afterMs, rssMiB: await rssOf(program.pid), loopDelayP99Ms });
    }
  }
}

/** Linux only, as the bench's other figures of processes. */
async function rssOf(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? NaN) / 1_024;
}
