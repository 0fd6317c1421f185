import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { TENANT_ID } from '../system/topology.js';
import type { CpuTime } from './cpu-time.js';
import { ranks, type Figure } from './figure.js';
import type { LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { NotificationSender, type Posted } from './notification-sender.js';
import { median, percentiles } from './percentiles.js';
import { Seed } from './seed.js';
import { Vitals, type Vital } from './vitals.js';

const PART = 'soak';
const CALLS = 10_000;
/** As the recorder's own setting has it (docs/configuration.md). */
const KEEP_ALIVE_SECONDS = 600;
const MIXED_PER_SECOND = 50;
/** Large meetings: one roster a second of one of them, with so many people in it. */
const MEETINGS = 20;
const PEOPLE = 300;
const ROSTERS_PER_SECOND = 1;
/** Calls that people under policy join and leave. */
const BUSY = 100;
const COME_PER_SECOND = 5;
const STAYS_FOR = 100;
/** The first minute is not looked at: what a process takes once is no growth. */
const WARM_UP_MS = 60_000;

const MOST_RSS_MIB = 1_024;
const MOST_LOOP_DELAY_MS = 50;

export interface SoakWish {
  simulator: LoadControl;
  http: HttpClient;
  system: LocalSystem;
  cpuTime: () => Promise<CpuTime>;
  progress: (message: string) => void;
  seconds: number;
}

/**
 * Ten thousand calls that are up, for a while: they are kept alive, changes of all of them come in, large meetings tell
 * their rosters, people join and leave. The calls are rows that were put there, and Graph is made to know them.
 */
export async function measureSoak(wish: SoakWish): Promise<Figure[]> {
  const { simulator, system, cpuTime, progress, seconds } = wish;
  const seed = await Seed.on(system.databaseUrl);
  try {
    const calls = await seed.liveCalls(CALLS, TENANT_ID, system.recorderUrls);
    await simulator.adopt(calls);
    await seed.keepAlive(calls, KEEP_ALIVE_SECONDS);
    await seed.settle();
    progress(`${calls.length} calls are up; ${seconds} s of what happens in them`);
    const vitals = new Vitals(system);
    const cpu = await cpuTime();
    const { mixed, rosters, comings } = await talk(calls, wish);
    const used = await cpu.figures(PART);
    vitals.stop();
    const { up, keptAlive } = await seed.state(calls);
    return [
      count('calls that are still up', up, calls.length),
      count('calls that were kept alive', keptAlive, seconds >= KEEP_ALIVE_SECONDS ? calls.length : undefined),
      ...told('changes of calls', mixed),
      ...told(`rosters of ${PEOPLE}`, rosters),
      ...told('joinings and leavings', comings),
      ...vitalFigures(vitals.all),
      ...used,
    ];
  } finally {
    await seed.close();
  }
}

async function talk(calls: readonly LiveCall[], { http, simulator, seconds }: SoakWish) {
  const token = await simulator.platformToken();
  const [meetings, busy, others] = [calls.slice(0, MEETINGS), calls.slice(-BUSY), calls.slice(MEETINGS, -BUSY)];
  const senderOf = (told: readonly LiveCall[], people?: number) => new NotificationSender(http, token, told, people);
  const times = (perSecond: number) => [seconds * perSecond, perSecond] as const;
  const [mixed, rosters, comings] = await Promise.all([
    senderOf(others).post(...times(MIXED_PER_SECOND), `mixed-${randomUUID()}`),
    senderOf(meetings, PEOPLE).rosters(...times(ROSTERS_PER_SECOND), `rosters-${randomUUID()}`),
    senderOf(busy).comeAndGo(...times(COME_PER_SECOND), Math.min(STAYS_FOR, seconds), `come-${randomUUID()}`),
  ]);
  return { mixed, rosters, comings };
}

function count(what: string, value: number, exactly?: number): Figure {
  return { part: PART, what, unit: '', value, ...(exactly !== undefined && { target: { exactly } }) };
}

function told(what: string, posted: readonly Posted[]): Figure[] {
  const taken = posted.filter(({ status }) => status !== null && status < 300);
  return [
    count(`${what}: taken`, taken.length, posted.length),
    ...ranks(PART, `${what}: due → reply`, percentiles(posted.map(({ repliedMs }) => repliedMs))),
  ];
}

function vitalFigures(vitals: readonly Vital[]): Figure[] {
  const warm = vitals.filter(({ afterMs }) => afterMs >= WARM_UP_MS);
  const looked = warm.length > 0 ? warm : vitals;
  if (looked.length === 0) return [];
  const recorders = [...new Set(looked.map(({ recorder }) => recorder))];
  const growth = recorders.map((name) => growthOf(looked.filter(({ recorder }) => recorder === name)));
  const figure = (what: string, unit: string, value: number, atMost?: number): Figure => {
    return { part: PART, what, unit, value, ...(atMost !== undefined && { target: { atMost } }) };
  };
  const delays = percentiles(looked.map(({ loopDelayP99Ms }) => loopDelayP99Ms));
  return [
    figure('memory of a recorder, most', 'MiB', Math.max(...looked.map(({ rssMiB }) => rssMiB)), MOST_RSS_MIB),
    figure('its growth after the first minute, most', 'MiB', Math.max(...growth)),
    figure('event-loop delay, p99 of ten seconds: median', 'ms', delays.p50, MOST_LOOP_DELAY_MS),
    figure('event-loop delay, p99 of ten seconds: most', 'ms', delays.max, MOST_LOOP_DELAY_MS),
  ];
}

/** From its first third to its last: what a collection of garbage moves is no growth. */
function growthOf(vitals: readonly Vital[]): number {
  const third = Math.ceil(vitals.length / 3);
  const rss = (of: readonly Vital[]) => median(of.map(({ rssMiB }) => rssMiB));
  return rss(vitals.slice(-third)) - rss(vitals.slice(0, third));
}
