import type { CallRef } from '@app/graph-comms';
import type { SessionRecord } from './session-record.js';

/** The session's call as Graph is asked about it. */
export function callRefOf({ tenantId, graphCallId, callChainId }: SessionRecord): CallRef {
  return { tenantId, graphCallId, callChainId };
}
