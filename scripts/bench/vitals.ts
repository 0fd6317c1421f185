import { readFile } from 'node:fs/promises';
import type { LocalSystem } from '../system/local-system.js';
import type { Figure } from './figure.js';
import { median, percentiles } from './percentiles.js';
import { metricOf } from './recorder-metrics.js';

const LOOK_EVERY_MS = 10_000;
/** The first minute is not looked at: what a process takes once is no growth. */
const WARM_UP_MS = 60_000;

const MOST_RSS_MIB = 1_024;
const MOST_LOOP_DELAY_MS = 50;

/** One look at one recorder. */
interface Vital {
  recorder: string;
  afterMs: number;
  rssMiB: number;
  /** Of the event loop since the look before, as `/metrics` shows it. */
  loopDelayP99Ms: number;
}

/** Looks at every recorder from time to time, as a scrape of Prometheus does. */
export class Vitals {
  private readonly all: Vital[] = [];
  private readonly began = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly system: LocalSystem) {
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  figures(part: string): Figure[] {
    const warm = this.all.filter(({ afterMs }) => afterMs >= WARM_UP_MS);
    const looked = warm.length > 0 ? warm : this.all;
    if (looked.length === 0) return [];
    const recorders = [...new Set(looked.map(({ recorder }) => recorder))];
    const growth = recorders.map((name) => growthOf(looked.filter(({ recorder }) => recorder === name)));
    const figure = (what: string, unit: string, value: number, atMost?: number): Figure => {
      return { part, what, unit, value, ...(atMost !== undefined && { target: { atMost } }) };
    };
    const delays = percentiles(looked.map(({ loopDelayP99Ms }) => loopDelayP99Ms));
    return [
      figure('memory of a recorder, most', 'MiB', Math.max(...looked.map(({ rssMiB }) => rssMiB)), MOST_RSS_MIB),
      figure('its growth after the first minute, most', 'MiB', Math.max(...growth)),
      figure('event-loop delay, p99 of ten seconds: median', 'ms', delays.p50, MOST_LOOP_DELAY_MS),
      figure('event-loop delay, p99 of ten seconds: most', 'ms', delays.max, MOST_LOOP_DELAY_MS),
    ];
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

/** From its first third to its last: what a collection of garbage moves is no growth. */
function growthOf(vitals: readonly Vital[]): number {
  const third = Math.ceil(vitals.length / 3);
  const rss = (of: readonly Vital[]) => median(of.map(({ rssMiB }) => rssMiB));
  return rss(vitals.slice(-third)) - rss(vitals.slice(0, third));
}

/** Linux only, as the bench's other figures of processes. */
async function rssOf(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? NaN) / 1_024;
}
