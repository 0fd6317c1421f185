import { readCall } from './call-info.js';
import type { RawNotification } from './comms-notification.js';
import { normaliseCallId } from './graph-id.js';
import { readId } from './identity-set.js';
import { isObject, member, text } from './json-reader.js';
import type { CommsNotification } from './notification.js';
import { readResultInfo } from './result-info.js';

/**
 * A further participant under policy asks in, or has left. Where these travel is not documented (protocol §6.3), so
 * the type decides whatever the path says, and without a type the shape: no other entity has a member `call`.
 */
export function readJoiningNotification(notification: RawNotification): CommsNotification | null {
  const { path, resourceData, resourceType } = notification;
  const call = member(resourceData, 'call');
  const untyped = resourceType === null && isObject(call);
  const participantId = readId(resourceData, 'participantId');
  const callId = path?.callId ?? null;
  const graphCallId = path?.graphCallId ?? null;
  const nestedId = text(call, 'id');
  const joiningCallId = nestedId === null ? null : normaliseCallId(nestedId);
  if (resourceType === 'participantleftnotification' || (untyped && participantId !== null)) {
    return {
      kind: 'participantLeft',
      callId,
      graphCallId,
      participantId,
      joiningCallId,
      resultInfo: readResultInfo(member(call, 'resultInfo')),
    };
  }
  if (resourceType !== 'participantjoiningnotification' && !untyped) return null;
  const joining = readCall(call);
  return {
    kind: 'participantJoining',
    callId,
    graphCallId,
    // The observed participant is the same person wherever both are given (protocol §6.2).
    participantId: joining.source?.participantId ?? joining.observedParticipantId,
    joiningCallId,
    call: joining,
  };
}
