import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { recorderUrl, TENANT_ID } from '../system/topology.js';
import type { CpuTime } from './cpu-time.js';
import type { Figure } from './figure.js';
import type { LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { NotificationSender } from './notification-sender.js';
import { percentiles } from './percentiles.js';
import { Seed } from './seed.js';

const PART = 'history';
const PER_SECOND = 200;
const FEW = 100;
const MANY = 10_000;
/** Of cost, from little to much. */
const MOST_GROWTH = 1.1;
const LIST_P95_MS = 200;
const ASKED_EACH = 50;

/** What a notification costs the service. */
interface Cost {
  cpuMs: number;
  p50: number;
  p99: number;
}

export interface HistoryWish {
  simulator: LoadControl;
  http: HttpClient;
  system: LocalSystem;
  cpuTime: () => Promise<CpuTime>;
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
    const few = await seed.liveCalls(FEW, TENANT_ID, recorderUrl(0));
    const withFew = await costOf(few, wish, 2);
    const many = [...few, ...(await seed.liveCalls(MANY - FEW, TENANT_ID, recorderUrl(0)))];
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
      ...(await listTimes(wish)),
    ];
  } finally {
    await seed.close();
  }
}

async function costOf(calls: readonly LiveCall[], wish: HistoryWish, warmUps = 1): Promise<Cost> {
  const { http, simulator, cpuTime, seconds, progress } = wish;
  const sender = new NotificationSender(http, await simulator.platformToken(), calls);
  progress(`what a notification costs with ${calls.length} calls up`);
  await sender.introduce(PER_SECOND * 2, `first-${randomUUID()}`);
  for (let i = 0; i < warmUps; i += 1) await sender.post(PER_SECOND * 5, PER_SECOND, `warm-up-${randomUUID()}`);
  const cpu = await cpuTime();
  const posted = await sender.post(PER_SECOND * seconds, PER_SECOND, `history-${randomUUID()}`);
  const used = await cpu.figures(PART);
  const refused = posted.filter(({ status }) => status !== 202);
  if (refused.length > 0) throw new Error(`${refused.length} of ${posted.length} notifications were not taken`);
  const spent = used
    .filter(({ what }) => /recorders|Postgres/.test(what))
    .reduce((sum, { value }) => sum + (value ?? 0), 0);
  const { p50, p99 } = percentiles(posted.map(({ repliedMs }) => repliedMs));
  return { cpuMs: (spent * 1_000) / posted.length, p50, p99 };
}

function figuresOf(where: string, { cpuMs, p50, p99 }: Cost): Figure[] {
  const figure = (what: string, value: number): Figure => ({
    part: PART,
    what: `${where}: ${what}`,
    unit: 'ms',
    value,
  });
  return [
    figure('CPU of recorder and Postgres for a notification', cpuMs),
    figure('due → 202, p50', p50),
    figure('due → 202, p99', p99),
  ];
}

function growth(what: string, before: Cost, after: Cost): Figure {
  return {
    ...{ part: PART, what: `growth of that CPU, ${what}`, unit: '×' },
    ...{ value: after.cpuMs / before.cpuMs, target: { atMost: MOST_GROWTH } },
  };
}

/** Asked one after another, as a person does who looks for something. */
async function listTimes({ system, http, progress }: HistoryWish): Promise<Figure[]> {
  const bearer = await system.simulator.token(['Recording.Read']);
  const headers = { authorization: `Bearer ${bearer}` };
  const get = async (path: string) => {
    const url = `${recorderUrl(0)}/admin/v1/${path}`;
    const began = performance.now();
    const { status, text } = await http.request({ method: 'GET', url, headers, timeoutMs: 30_000 });
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}`);
    return { ms: performance.now() - began, page: JSON.parse(text) as Page };
  };
  const figures: Figure[] = [];
  for (const [what, path] of await listsOf(async (path) => (await get(path)).page)) {
    progress(`GET ${path}`);
    const took: number[] = [];
    for (let i = 0; i < ASKED_EACH; i += 1) took.push((await get(path)).ms);
    const { p95 } = percentiles(took);
    figures.push({ part: PART, what: `admin: ${what}, p95`, unit: 'ms', value: p95, target: { atMost: LIST_P95_MS } });
  }
  return figures;
}

interface Page {
  items: Record<string, string>[];
  nextCursor: string | null;
}

/** Every list, and of each filter one value that finds much, and where there may be one, one that finds nothing. */
async function listsOf(get: (path: string) => Promise<Page>): Promise<[string, string][]> {
  const day = (ago: number) => new Date(Date.now() - ago * 24 * 3_600_000).toISOString();
  const { items, nextCursor } = await get(`sessions?to=${day(30)}&limit=100`);
  const [old] = items;
  if (!old || nextCursor === null) throw new Error('There is no history to look at');
  const { id, tenantId, observedUserId, callId, callChainId, conversationId } = old;
  return [
    ['sessions', 'sessions'],
    ['a later page of sessions', `sessions?to=${day(30)}&cursor=${nextCursor}`],
    ['sessions of one tenant', `sessions?tenantId=${tenantId}`],
    ['sessions of a tenant without any', `sessions?tenantId=${randomUUID()}`],
    ['sessions of one user', `sessions?observedUserId=${observedUserId}`],
    ['sessions of a user without any', `sessions?observedUserId=${randomUUID()}`],
    ['the session of one call', `sessions?callId=${callId}`],
    ['the sessions of one chain', `sessions?callChainId=${callChainId}`],
    ['sessions of one policy', 'sessions?policyIdentifier=TeamsComplianceRecordingPolicy%3DTenant%3APolicy3'],
    ['sessions of a policy without any', 'sessions?policyIdentifier=nobody'],
    ['sessions that failed', 'sessions?recordingStatus=failed'],
    ['sessions that are recording', 'sessions?recordingStatus=recording'],
    ['sessions that are recording, of a month ago', `sessions?recordingStatus=recording&to=${day(30)}`],
    ['sessions in a state of none', 'sessions?callState=terminating'],
    ['sessions that are up', 'sessions?active=true'],
    ['sessions of an hour a month ago', `sessions?from=${day(30)}&to=${day(30 - 1 / 24)}`],
    ['conversations', 'conversations'],
    ['conversations that are up', 'conversations?active=true'],
    ['conversations that are over', 'conversations?active=false'],
    ['one session', `sessions/${id}`],
    ['its timeline', `sessions/${id}/timeline`],
    ['its participants', `sessions/${id}/participants`],
    ['its conversation', `conversations/${conversationId}`],
    ['the coverage of that', `conversations/${conversationId}/coverage`],
  ];
}
