import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { TENANT_ID } from '../system/topology.js';
import { under, type Figure } from './figure.js';
import { measureLists } from './lists.js';
import type { LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { isTaken, NotificationSender } from './notification-sender.js';
import { percentiles } from './percentiles.js';
import { Seed } from './seed.js';
import { Work } from './work.js';

const PART = 'history';
const PER_SECOND = 200;
const FEW = 100;
const MANY = 10_000;
/** Of cost, from little to much. */
const MOST_GROWTH = 1.1;

/** What a notification costs the service. */
interface Cost {
  perSecond: number;
  cpuMs: number;
  p50: number;
  p99: number;
  notTaken: number;
  /** What is measured of every load. */
  used: Figure[];
}

export interface HistoryWish {
  simulator: LoadControl;
  http: HttpClient;
  system: LocalSystem;
  progress: (message: string) => void;
  sessions: number;
  seconds: number;
}

/**
 * Whether what a notification costs stays the same with few calls up and with many, with no history and with months of
 * it, and how long the lists of the admin API take then.
 */
export async function measureHistory(wish: HistoryWish): Promise<Figure[]> {
  const seed = await Seed.on(wish.system.databaseUrl);
  try {
    const few = await seed.liveCalls(FEW, TENANT_ID, wish.system.recorderUrls);
    const withFew = await costOf(few, wish, 2);
    const many = [...few, ...(await seed.liveCalls(MANY - FEW, TENANT_ID, wish.system.recorderUrls))];
    await seed.settle();
    const withMany = await costOf(many, wish);
    const events = await seed.count('session_event');
    await seed.past(wish.sessions, wish.progress);
    const withHistory = await costOf(many, wish);
    const stored = await seed.count('session_event');
    return [
      ...figuresOf(`${FEW} calls up`, withFew),
      ...figuresOf(`${MANY} calls up`, withMany),
      growth(`${FEW} → ${MANY} calls up`, withFew, withMany),
      { part: PART, what: 'stored events before history', unit: '', value: events },
      { part: PART, what: 'stored events with history', unit: '', value: stored },
      ...figuresOf(`${MANY} calls up, with history`, withHistory),
      growth('no history → history', withMany, withHistory),
      ...(await measureLists({ ...wish, part: PART })),
    ];
  } finally {
    await seed.close();
  }
}

async function costOf(calls: readonly LiveCall[], wish: HistoryWish, warmUps = 1): Promise<Cost> {
  const { http, simulator, system, seconds, progress } = wish;
  const sender = new NotificationSender(http, await simulator.platformToken(), calls);
  progress(`what a notification costs with ${calls.length} calls up`);
  await sender.introduce(PER_SECOND * 2, `first-${randomUUID()}`);
  for (let i = 0; i < warmUps; i += 1) await sender.post(PER_SECOND * 5, PER_SECOND, `warm-up-${randomUUID()}`);
  const work = await Work.start(system);
  const began = performance.now();
  const posted = await sender.post(PER_SECOND * seconds, PER_SECOND, `history-${randomUUID()}`);
  const tookSeconds = (performance.now() - began) / 1_000;
  const used = await work.figures(PART, posted.length, 'a notification');
  const taken = posted.filter(isTaken);
  const spent = used
    .filter(({ what }) => /^CPU of (recorders|Postgres)$/.test(what))
    .reduce((sum, { value }) => sum + (value ?? 0), 0);
  const { p50, p99 } = percentiles(taken.map(({ repliedMs }) => repliedMs));
  const cpuMs = (spent * 1_000) / posted.length;
  return { perSecond: taken.length / tookSeconds, cpuMs, p50, p99, notTaken: posted.length - taken.length, used };
}

function figuresOf(where: string, { perSecond, cpuMs, p50, p99, notTaken, used }: Cost): Figure[] {
  const figure = (what: string, value: number): Figure => ({ part: PART, what, unit: 'ms', value });
  return under(where, [
    { part: PART, what: 'notifications taken', unit: '/s', value: perSecond },
    figure('CPU of recorder and Postgres for a notification', cpuMs),
    figure('due → 202, p50', p50),
    figure('due → 202, p99', p99),
    { part: PART, what: 'notifications that were not taken', unit: '', value: notTaken, target: { exactly: 0 } },
    ...used,
  ]);
}

function growth(what: string, before: Cost, after: Cost): Figure {
  return {
    ...{ part: PART, what: `growth of that CPU, ${what}`, unit: '×' },
    ...{ value: after.cpuMs / before.cpuMs, target: { atMost: MOST_GROWTH } },
  };
}
