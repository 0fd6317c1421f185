import type { CallRef } from '@app/graph-comms';
import type { Lease } from '@app/platform';
import type { SessionRecord } from './session-record.js';

/** The session's call as Graph is asked about it. */
export function callRefOf({ tenantId, graphCallId, callChainId }: SessionRecord, lease: Lease): CallRef {
  return { tenantId, graphCallId, callChainId, lease };
}
