import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { HttpClient } from '@app/platform';
import { Program } from '../system/program.js';
import type { LocalSystem } from '../system/local-system.js';
import { recorderPort, TENANT_ID } from '../system/topology.js';
import { until } from '../system/until.js';
import type { MeasuredSystem } from './cpu-time.js';
import type { WorkingSystem } from './database-work.js';
import { under, type Figure } from './figure.js';
import type { LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { isTaken, NotificationSender } from './notification-sender.js';
import { percentiles } from './percentiles.js';
import { RecorderBounds } from './recorder-bounds.js';
import { Seed } from './seed.js';
import { Work } from './work.js';

const PART = 'throughput';
const CALLS = 500;
const AT_ONCE = 128;
const WARM_UP_SECONDS = 5;
const BARE_PORT = recorderPort(9);

export interface ThroughputWish {
  simulator: LoadControl;
  http: HttpClient;
  system: LocalSystem;
  progress: (message: string) => void;
  seconds: number;
}

/**
 * As many notifications as go through when each of 128 senders has the next one ready: the recorder, beside a bare
 * program that stores the same rows on the same database and does nothing else. Each has calls of its own, because what
 * it stores of them is what it finds there.
 */
export async function measureThroughput(wish: ThroughputWish): Promise<Figure[]> {
  const seed = await Seed.on(wish.system.databaseUrl);
  try {
    const single = await ofBare('bare, a statement each', await upIn(wish.system, seed), wish, {});
    const batched = await ofBare('bare, in natural batches', await upIn(wish.system, seed), wish, { BARE_BATCH: '1' });
    const recorder = await throughputOf('recorder', await upIn(wish.system, seed), wish, wish.system);
    const ratio = (what: string, of: Measured, target?: Figure['target']): Figure => {
      return { part: PART, what, unit: '×', value: recorder.perSecond / of.perSecond, ...(target && { target }) };
    };
    return [
      ...[single, batched, recorder].flatMap(({ figures }) => figures),
      ratio('recorder / bare, a statement each', single, { atLeast: 1 }),
      ratio('recorder / bare, in natural batches', batched),
    ];
  } finally {
    await seed.close();
  }
}

/** The same for however many recorders there are, with the calls spread over them. */
export async function measureReplicas(wish: ThroughputWish): Promise<Figure[]> {
  const { databaseUrl, recorderUrls } = wish.system;
  const seed = await Seed.on(databaseUrl);
  const calls = await upIn(wish.system, seed).finally(() => seed.close());
  const what = `${recorderUrls.length} of them`;
  const { figures } = await throughputOf(what, calls, wish, wish.system, () => RecorderBounds.start(recorderUrls));
  return figures.map((figure) => ({ ...figure, part: 'replicas' }));
}

async function upIn({ recorderUrls }: LocalSystem, seed: Seed): Promise<LiveCall[]> {
  const calls = await seed.liveCalls(CALLS, TENANT_ID, recorderUrls);
  await seed.settle();
  return calls;
}

interface Measured {
  perSecond: number;
  figures: Figure[];
}

/** On the recorder's machine and database, while the recorder waits. */
async function ofBare(
  what: string,
  calls: readonly LiveCall[],
  wish: ThroughputWish,
  mode: Record<string, string>,
): Promise<Measured> {
  const { databaseUrl, dataDir, logs } = wish.system;
  const place = { BARE_PORT: String(BARE_PORT), BARE_DATABASE_URL: databaseUrl, BARE_TENANT_ID: TENANT_ID };
  const log = join(logs, 'bare.log');
  const program = new Program(what, 'scripts/bench/bare-server.js', { ...place, ...mode }, log, wish.progress);
  program.start();
  try {
    const origin = `http://127.0.0.1:${BARE_PORT}`;
    await until(`${what} is ready`, 20, async () => (await fetch(`${origin}/ready`)).ok);
    const there = calls.map((call) => ({ ...call, callbackUri: origin + new URL(call.callbackUri).pathname }));
    const programs = [{ role: 'bare' as const, program }];
    return await throughputOf(what, there, wish, { dataDir, programs, databaseUrl, recorderUrls: [origin] });
  } finally {
    await program.stop();
  }
}

async function throughputOf(
  what: string,
  calls: readonly LiveCall[],
  { http, simulator, seconds, progress }: ThroughputWish,
  system: MeasuredSystem & WorkingSystem,
  beginBounds: () => Promise<RecorderBounds | null> = () => Promise.resolve(null),
): Promise<Measured> {
  progress(`throughput: ${what}`);
  const sender = new NotificationSender(http, await simulator.platformToken(), calls);
  await sender.introduce(1_000, `first-${randomUUID()}`);
  await sender.asFastAsTaken(AT_ONCE, WARM_UP_SECONDS, `warm-up-${randomUUID()}`);
  const work = await Work.start(system);
  const bounds = await beginBounds();
  const began = performance.now();
  const posted = await sender.asFastAsTaken(AT_ONCE, seconds, `throughput-${randomUUID()}`);
  const tookSeconds = (performance.now() - began) / 1_000;
  const each = 'a notification';
  const [bound, used] = await Promise.all([bounds?.figures(PART), work.figures(PART, posted.length, each)]);
  const taken = posted.filter(isTaken);
  const perSecond = taken.length / tookSeconds;
  const { p50, p99 } = percentiles(taken.map(({ repliedMs }) => repliedMs));
  const figure = (of: string, unit: string, value: number): Figure => ({ part: PART, what: of, unit, value });
  const figures = [
    figure('notifications', '/s', perSecond),
    { ...figure('notifications that were not taken', '', posted.length - taken.length), target: { exactly: 0 } },
    figure('p50', 'ms', p50),
    figure('p99', 'ms', p99),
    ...(bound ?? []),
    ...used,
  ];
  return { perSecond, figures: under(what, figures) };
}
