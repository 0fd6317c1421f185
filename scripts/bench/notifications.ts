import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@app/platform';
import { Client } from 'pg';
import type { CpuTime } from './cpu-time.js';
import { ranks, type Figure } from './figure.js';
import { liveCalls, type LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { NotificationBodies } from './notification-bodies.js';
import { percentiles } from './percentiles.js';

const PART = 'notifications';
const PER_SECOND = 200;
const CALLS = 40;
const WARM_UP_SECONDS = 5;

interface Posted {
  /** Of sending, and of the reply's last byte; since it was due. */
  sentMs: number;
  repliedMs: number;
  /** Null: no reply. */
  status: number | null;
}

/** Call updates, rosters and content sharing of calls that are being recorded, by a schedule that waits for nobody. */
export async function measureNotifications(
  simulator: LoadControl,
  http: HttpClient,
  databaseUrl: string,
  cpuTime: () => Promise<CpuTime>,
  seconds: number,
): Promise<Figure[]> {
  const calls = await liveCalls(simulator, CALLS);
  const sender = new Sender(http, await simulator.platformToken(), calls);
  await sender.post(PER_SECOND * WARM_UP_SECONDS, `warm-up-${randomUUID()}`);
  const run = `bench-${randomUUID()}`;
  const cpu = await cpuTime();
  const began = performance.now();
  const posted = await sender.post(PER_SECOND * seconds, run);
  const tookMs = performance.now() - began;
  const used = await cpu.figures(PART);
  const logged = await countLogged(databaseUrl, run);
  for (const { callId } of calls) await simulator.end(callId);

  const stored = posted.filter(({ status }) => status === 202);
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
    ...ranks(PART, 'due → 202 after durable storage', latency, { p50: 15, p99: 100 }),
    ...ranks(PART, 'due → posted (the generator is late)', percentiles(posted.map(({ sentMs }) => sentMs))),
    ...used,
  ];
}

class Sender {
  private readonly bodies: { call: LiveCall; bodies: NotificationBodies }[];

  constructor(
    private readonly http: HttpClient,
    private readonly token: string,
    calls: readonly LiveCall[],
  ) {
    this.bodies = calls.map((call, place) => ({ call, bodies: new NotificationBodies(call, place) }));
  }

  /** Round the calls, so that the notifications of one call follow each other as far apart as they can. */
  async post(count: number, run: string): Promise<Posted[]> {
    const replies: Promise<Posted>[] = [];
    const began = performance.now() + 20;
    for (let index = 0; index < count; index += 1) {
      const due = began + (index * 1_000) / PER_SECOND;
      const early = due - performance.now();
      // Rounded up: nothing is sent before it is due.
      if (early > 0) await sleep(Math.ceil(early));
      replies.push(this.one(index, due, `${run}-${index}`));
    }
    return Promise.all(replies);
  }

  private async one(index: number, due: number, messageId: string): Promise<Posted> {
    const { call, bodies } = this.bodies[index % this.bodies.length] ?? {};
    if (!call || !bodies) throw new Error('There are no calls to speak of');
    const body = bodies.next();
    const headers = {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
      'user-agent': 'Microsoft-Skype/3.0,(Calling/1.0)',
      'x-microsoft-skype-message-id': messageId,
      'scenario-id': call.callId,
    };
    const sentMs = performance.now() - due;
    const status = await this.http
      .request({ method: 'POST', url: call.callbackUri, headers, body, timeoutMs: 10_000 })
      .then((reply) => reply.status)
      .catch(() => null);
    return { sentMs, repliedMs: performance.now() - due, status };
  }
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
