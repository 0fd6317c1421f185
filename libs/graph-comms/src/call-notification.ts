import { readCall } from './call-info.js';
import { isUsableId, type CallPath } from './call-path.js';
import type { RawNotification } from './comms-notification.js';
import { normaliseCallId } from './graph-id.js';
import { text } from './json-reader.js';
import type { CommsNotification } from './notification.js';

type CallNotification = Extract<CommsNotification, { kind: 'incomingCall' | 'callUpdated' }>;

/** An invite, or a change of a call (protocol §4.2 to §4.4). */
export function readCallNotification(path: CallPath, { changeType, resourceData }: RawNotification): CallNotification {
  // The entity's own id counts; only where it has none, the path's (protocol §4.2).
  const ownId = text(resourceData, 'id');
  const graphCallId = ownId !== null && isUsableId(ownId) ? ownId : path.graphCallId;
  const callId = normaliseCallId(graphCallId);
  const call = readCall(resourceData);
  const deleted = changeType === 'deleted';
  // An invite whose state we cannot read is still an invite: missing one costs the user the call.
  const unread = changeType === 'created' && call.state === null && call.direction !== 'outgoing';
  return !deleted && (call.state === 'incoming' || unread)
    ? { kind: 'incomingCall', callId, graphCallId, call }
    : { kind: 'callUpdated', callId, graphCallId, deleted, call };
}
