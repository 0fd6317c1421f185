import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { recorderUrl } from '../system/topology.js';
import { until } from '../system/until.js';
import { under, type Figure } from './figure.js';
import { percentiles } from './percentiles.js';
import { Work } from './work.js';

const LIST_P95_MS = 200;
const ASKED_EACH = 50;
/** For months of calls that are there at once: each minute the recorders add up a part of them. */
const ADDED_UP_WITHIN_SECONDS = 1_200;

export interface ListsWish {
  part: string;
  http: HttpClient;
  system: LocalSystem;
  progress: (message: string) => void;
}

/** Asked one after another, as a person does who looks for something: each of them, and all together. */
export async function measureLists({ part, system, http, progress }: ListsWish): Promise<Figure[]> {
  const bearer = await system.simulator.token(['Recording.Read']);
  const headers = { authorization: `Bearer ${bearer}` };
  const get = async <Answer = Page>(path: string) => {
    const url = `${recorderUrl(0)}/admin/v1/${path}`;
    const began = performance.now();
    const { status, text } = await http.request({ method: 'GET', url, headers, timeoutMs: 30_000 });
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}`);
    return { ms: performance.now() - began, page: JSON.parse(text) as Answer };
  };
  progress('what statistics are read from is added up');
  await until('Every hour is added up', ADDED_UP_WITHIN_SECONDS, async () => {
    const { page } = await get<AddedUp>(`statistics?interval=day&from=${daysAgo(90)}`);
    return page.asOf !== null && page.since === null;
  });
  const lists = await listsOf(async (path) => (await get(path)).page);
  const figures: Figure[] = [];
  const all: number[] = [];
  const work = await Work.start(system);
  const began = performance.now();
  for (const [what, path] of lists) {
    progress(`GET ${path}`);
    const took: number[] = [];
    for (let i = 0; i < ASKED_EACH; i += 1) took.push((await get(path)).ms);
    all.push(...took);
    const { p95: value } = percentiles(took);
    figures.push({ part, what: `${what}, p95`, unit: 'ms', value, target: { atMost: LIST_P95_MS } });
  }
  const tookSeconds = (performance.now() - began) / 1_000;
  const used = await work.figures(part, all.length, 'a read');
  const figure = (what: string, unit: string, value: number): Figure => ({ part, what, unit, value });
  const { p50, p95, p99 } = percentiles(all);
  return under('admin', [
    ...figures,
    figure('reads of all lists', '/s', all.length / tookSeconds),
    figure('all lists, p50', 'ms', p50),
    figure('all lists, p95', 'ms', p95),
    figure('all lists, p99', 'ms', p99),
    ...used,
  ]);
}

interface Page {
  items: Record<string, string>[];
  nextCursor: string | null;
}

/** Up to when, and since when, calls are counted. */
interface AddedUp {
  asOf: string | null;
  since: string | null;
}

function daysAgo(days: number, now = Date.now()): string {
  return new Date(now - days * 24 * 3_600_000).toISOString();
}

/** Every list, and of each filter one value that finds much, and where there may be one, one that finds nothing. */
async function listsOf(get: (path: string) => Promise<Page>): Promise<[string, string][]> {
  // To the millisecond: what may be asked for at most is asked for.
  const now = Date.now();
  const day = (ago: number) => daysAgo(ago, now);
  const { items, nextCursor } = await get(`sessions?to=${day(30)}&limit=100`);
  const [old] = items;
  if (!old || nextCursor === null) throw new Error('There is no history to look at');
  const { id, tenantId, observedUserId, callId, callChainId, conversationId, receivedAt } = old;
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
    ['its timeline with its segments joined', `sessions/${id}/timeline?segments=joined`],
    ['its participants', `sessions/${id}/participants`],
    ['its conversation', `conversations/${conversationId}`],
    ['the coverage of that', `conversations/${conversationId}/coverage`],
    ['statistics of the last hour', 'statistics'],
    ['statistics of a day a month ago, by the minute', `statistics?from=${day(30)}&to=${day(29)}`],
    ['statistics of two months, by the hour', `statistics?interval=hour&from=${day(60)}&to=${day(0)}`],
    ['statistics of one tenant, by the hour', `statistics?interval=hour&from=${day(50)}&tenantId=${tenantId}`],
    ['statistics of twelve weeks, by the day', `statistics?interval=day&from=${day(84)}`],
    ['statistics of as long as there may be', `statistics?interval=day&from=${day(400)}&to=${day(0)}`],
    ['capacity', 'capacity'],
    ['what became of one call', `explain?callId=${callId}`],
    ['what became of a call that nobody knows', `explain?callId=${randomUUID()}`],
    ['what became of the calls of a user', `explain?user=${observedUserId}&at=${receivedAt}`],
    ['why a user was never invited', `explain?user=${randomUUID()}&at=${receivedAt}`],
  ];
}
