import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { recorderUrl } from '../system/topology.js';
import type { Figure } from './figure.js';
import { percentiles } from './percentiles.js';

const LIST_P95_MS = 200;
const ASKED_EACH = 50;

export interface ListsWish {
  part: string;
  http: HttpClient;
  system: LocalSystem;
  progress: (message: string) => void;
}

/** Asked one after another, as a person does who looks for something. */
export async function measureLists({ part, system, http, progress }: ListsWish): Promise<Figure[]> {
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
    figures.push({ part, what: `admin: ${what}, p95`, unit: 'ms', value: p95, target: { atMost: LIST_P95_MS } });
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
