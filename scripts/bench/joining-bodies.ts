import { randomUUID } from 'node:crypto';
import type { LiveCall } from './live-calls.js';

const TYPE = '#microsoft.graph.participantJoiningNotification';

/** Somebody who joins under policy (shape: protocol §6.2). */
export function joiningOf({ callId }: LiveCall, participantId: string = randomUUID()): object {
  const call = {
    '@odata.type': '#microsoft.graph.call',
    id: randomUUID(),
    state: 'incoming',
    source: { id: participantId, identity: { user: { id: randomUUID() } } },
    incomingContext: { observedParticipantId: participantId, sourceParticipantId: participantId },
  };
  const resourceUrl = `/communications/calls/${callId}/participantJoiningNotification`;
  return { value: [{ changeType: 'created', resourceUrl, resourceData: { '@odata.type': TYPE, call } }] };
}

/** The same person has left (shape: protocol §6.3). */
export function leftOf({ callId }: LiveCall, participantId: string): object {
  const resourceData = {
    '@odata.type': '#microsoft.graph.participantLeftNotification',
    participantId,
    call: { '@odata.type': '#microsoft.graph.call', id: randomUUID(), state: 'terminated' },
  };
  const resourceUrl = `/communications/calls/${callId}/participantLeftNotification`;
  return { value: [{ changeType: 'deleted', resourceUrl, resourceData }] };
}

/** What Teams was told: the type of the reply without its namespace; empty: nothing that it would understand. */
export function decisionOf({ status, text }: { status: number; text: string }): string {
  const reply = (status === 200 ? JSON.parse(text) : {}) as { '@odata.type'?: string };
  return reply['@odata.type']?.replace('#microsoft.graph.', '') ?? '';
}
