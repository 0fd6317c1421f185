import type { LiveSession } from '@app/admin-client';

export type Changed = readonly Pick<LiveSession, 'sessionId' | 'callId'>[];

/** What of a query decides whether it is to be asked again. */
interface Known {
  queryKey: readonly unknown[];
  state: { data?: unknown };
}

const LISTS: readonly unknown[] = ['/admin/v1/sessions', '/admin/v1/conversations'];
/** Paths of what a change of a session changes; what has a clock of its own is not here. */
const OF_SESSIONS = /^\/admin\/v1\/(sessions|conversations|explain)(\/|$)/;

/**
 * Whether an answer may be another one now that these sessions have changed. Each question is in the audit trail, so what
 * names none of them is not asked again: neither its question nor the answer that is shown. The lists of all are, since they
 * may lack a new one.
 */
export function isTouched({ queryKey: [path, parameters], state }: Known, changed: Changed): boolean {
  if (!isOfSessions(path)) return false;
  if (LISTS.includes(path)) return changed.length > 0;
  const named = JSON.stringify([parameters, state.data]);
  return changed.some(({ sessionId, callId }) => named.includes(sessionId) || named.includes(callId));
}

/** Whether any change of a session may change the answer. */
export function isOfSessions(path: unknown): boolean {
  return typeof path === 'string' && OF_SESSIONS.test(path);
}
