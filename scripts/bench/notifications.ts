import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import { Client } from 'pg';
import type { LocalSystem } from '../system/local-system.js';
import { measureAlone } from './alone.js';
import { ranks, type Figure } from './figure.js';
import { liveCalls } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { isTaken, NotificationSender } from './notification-sender.js';
import { percentiles } from './percentiles.js';
import { Work } from './work.js';

const PART = 'notifications';
const PER_SECOND = 200;
const CALLS = 40;
const WARM_UP_SECONDS = 5;

/** Call updates, rosters and content sharing of calls that are being recorded, by a schedule that waits for nobody. */
export async function measureNotifications(
  simulator: LoadControl,
  http: HttpClient,
  system: LocalSystem,
  seconds: number,
): Promise<Figure[]> {
  const calls = await liveCalls(simulator, CALLS);
  const sender = new NotificationSender(http, await simulator.platformToken(), calls);
  await sender.post(PER_SECOND * WARM_UP_SECONDS, PER_SECOND, `warm-up-${randomUUID()}`);
  const run = `bench-${randomUUID()}`;
  const work = await Work.start(system);
  const began = performance.now();
  const posted = await sender.post(PER_SECOND * seconds, PER_SECOND, run);
  const tookMs = performance.now() - began;
  const used = await work.figures(PART, posted.length, 'a notification');
  const logged = await countLogged(system.databaseUrl, run);
  const alone = await measureAlone(PART, sender);
  for (const { callId } of calls) await simulator.end(callId);

  const stored = posted.filter(isTaken);
  const count = (what: string, value: number): Figure => ({
    part: PART,
    what,
    unit: '',
    value,
    target: { exactly: posted.length },
  });
  const latency = percentiles(stored.map(({ repliedMs }) => repliedMs));
  return [
    { part: PART, what: 'notifications taken', unit: '/s', value: (stored.length * 1_000) / tookMs },
    count('replies 202', stored.length),
    count('on record in the database', logged),
    ...ranks(PART, 'due → 202 after durable storage', latency, { p50: 5, p99: 25 }),
    ...ranks(PART, 'due → posted (the generator is late)', percentiles(posted.map(({ sentMs }) => sentMs))),
    ...used,
    ...alone,
  ];
}

async function countLogged(databaseUrl: string, run: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ logged: number }>(
      `SELECT count(DISTINCT message_id)::integer AS logged FROM notification_log WHERE message_id LIKE $1 || '-%'`,
      [run],
    );
    return rows[0]?.logged ?? 0;
  } finally {
    await client.end();
  }
}
