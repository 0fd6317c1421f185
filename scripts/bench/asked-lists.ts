import { randomUUID } from 'node:crypto';
import { policyIdOf } from './seed-aftermath.js';

/** What is asked of the admin API, in words and as a path. */
export type AskedList = readonly [what: string, path: string];

export interface Page {
  items: Record<string, string>[];
  nextCursor: string | null;
}

export function daysAgo(days: number, now = Date.now()): string {
  return new Date(now - days * 24 * 3_600_000).toISOString();
}

/** Every list, and of each filter one value that finds much, and where there may be one, one that finds nothing. */
export async function listsOf(get: (path: string) => Promise<Page>): Promise<AskedList[]> {
  // To the millisecond: what may be asked for at most is asked for.
  const now = Date.now();
  const day = (ago: number) => daysAgo(ago, now);
  const { items, nextCursor } = await get(`sessions?to=${day(30)}&limit=100`);
  const [old] = items;
  const [entry] = (await get(`audit?to=${day(30)}`)).items;
  if (!old || !entry || nextCursor === null) throw new Error('There is no history to look at');
  const { id, tenantId, observedUserId, callId, callChainId, conversationId, receivedAt } = old;
  return [
    ['sessions', 'sessions'],
    ['a later page of sessions', `sessions?to=${day(30)}&cursor=${nextCursor}`],
    ['sessions of one tenant', `sessions?tenantId=${tenantId}`],
    ['sessions of a tenant without any', `sessions?tenantId=${randomUUID()}`],
    ['sessions of one user', `sessions?observedUserId=${observedUserId}`],
    ['sessions of a user without any', `sessions?observedUserId=${randomUUID()}`],
    ['sessions that a user has any part in', `sessions?userId=${observedUserId}`],
    ['sessions that a user has no part in', `sessions?userId=${randomUUID()}`],
    ['the session of one call', `sessions?callId=${callId}`],
    ['the sessions of one chain', `sessions?callChainId=${callChainId}`],
    ['sessions of one policy', `sessions?policyIdentifier=${POLICY_IDENTIFIER}`],
    ['sessions of a policy without any', 'sessions?policyIdentifier=nobody'],
    ['sessions that failed', 'sessions?recordingStatus=failed'],
    ['sessions that are recording', 'sessions?recordingStatus=recording'],
    ['sessions that are recording, of a month ago', `sessions?recordingStatus=recording&to=${day(30)}`],
    ['sessions that are not recorded as policy wants it', 'sessions?unrecorded=true'],
    ['sessions that were missed', 'sessions?response=missed'],
    ['sessions with a flag', 'sessions?flagged=true'],
    ['sessions that are up, with a flag', 'sessions?active=true&flagged=true'],
    ['sessions in a state of none', 'sessions?callState=terminating'],
    ['sessions that are up', 'sessions?active=true'],
    ['sessions of an hour a month ago', `sessions?from=${day(30)}&to=${day(30 - 1 / 24)}`],
    ['one session', `sessions/${id}`],
    ['its timeline', `sessions/${id}/timeline?limit=1000`],
    ['its timeline, segments joined', `sessions/${id}/timeline?segments=joined&limit=1000`],
    ['its participants', `sessions/${id}/participants?limit=200`],
    ['its notifications', `sessions/${id}/notifications?limit=20`],
    ['conversations', 'conversations'],
    ['conversations of one tenant', `conversations?tenantId=${tenantId}`],
    ['conversations that are up', 'conversations?active=true'],
    ['conversations that are over', 'conversations?active=false'],
    ['one conversation with its legs', `conversations/${conversationId}`],
    ['its coverage', `conversations/${conversationId}/coverage`],
    ['gaps', 'gaps'],
    ['gaps that nobody can explain', 'gaps?explained=false'],
    ['gaps that are explained', 'gaps?explained=true'],
    ['gaps of one cause', 'gaps?cause=notAnswered'],
    ['gaps of a cause without any', 'gaps?cause=nothingShown'],
    ['gaps of one tenant', `gaps?tenantId=${tenantId}`],
    ['gaps of one conversation', `gaps?conversationId=${conversationId}`],
    ['gaps of one user', `gaps?userId=${observedUserId}`],
    ['gaps of a user without any', `gaps?userId=${randomUUID()}`],
    ['gaps that were disproved', 'gaps?withdrawn=true'],
    ['gaps of a conversation that were disproved', `gaps?withdrawn=true&conversationId=${conversationId}`],
    ['policies', 'policies'],
    ['policies, retired ones, too', 'policies?retired=true'],
    ['one policy', `policies/${policyIdOf(0)}`],
    ['its versions', `policies/${policyIdOf(0)}/versions`],
    ['media hosts', 'media-hosts'],
    ['audit trail', 'audit'],
    ['audit trail of a month ago', `audit?to=${day(30)}`],
    ['audit trail of one person', `audit?actor=${entry.actor}`],
    ['audit trail of nobody', `audit?actor=${randomUUID()}`],
    ['audit trail of changes', 'audit?method=PUT'],
    ['audit trail of one route', `audit?route=${encodeURIComponent('/admin/v1/policies/:policyId')}`],
    ['audit trail of a route that nobody used', 'audit?route=/nowhere'],
    ['audit trail of refusals', 'audit?outcome=refused'],
    ['audit trail of faults', 'audit?outcome=failed'],
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

/** What a caller of one tenant asks, whom Postgres itself shows nothing else: not every index serves them (docs/adr/0026). */
export async function tenantsListsOf(get: (path: string) => Promise<Page>): Promise<AskedList[]> {
  const [old] = (await get(`sessions?to=${daysAgo(30)}`)).items;
  if (!old) throw new Error('The tenant has no history to look at');
  const { observedUserId, receivedAt } = old;
  return [
    ['sessions', 'sessions'],
    ['sessions that a user has any part in', `sessions?userId=${observedUserId}`],
    ['sessions that a user has no part in', `sessions?userId=${randomUUID()}`],
    ['sessions of one policy', `sessions?policyIdentifier=${POLICY_IDENTIFIER}`],
    ['sessions of a policy without any', 'sessions?policyIdentifier=nobody'],
    ['conversations', 'conversations'],
    ['gaps of one user', `gaps?userId=${observedUserId}`],
    ['audit trail', 'audit'],
    ['statistics of twelve weeks, by the day', `statistics?interval=day&from=${daysAgo(84)}`],
    ['what became of the calls of a user', `explain?user=${observedUserId}&at=${receivedAt}`],
  ];
}

const POLICY_IDENTIFIER = encodeURIComponent('TeamsComplianceRecordingPolicy=Tenant:Policy3');
