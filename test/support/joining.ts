import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Json = Record<string, unknown>;

const INVITE = 'test/fixtures/graph/examples/03-incoming-call-wild-meeting.json';
const printed = JSON.parse(readFileSync(INVITE, 'utf8')) as { value: [{ resourceData: Json }] };

/** A participant under policy, as an invitation or a joining names them. */
export interface PolicyUser {
  participantId: string;
  callChainId: string;
  applicationInstanceId: string;
  /** Of the call object that speaks of them: a call of its own, or the one invited to. */
  callId: string;
}

export function policyUser(of: Partial<PolicyUser> = {}): PolicyUser {
  return {
    participantId: randomUUID(),
    callChainId: randomUUID(),
    applicationInstanceId: '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5',
    callId: randomUUID(),
    ...of,
  };
}

function callOf({ participantId, callChainId, applicationInstanceId, callId }: PolicyUser, tenantId: string): Json {
  const call = structuredClone(printed.value[0].resourceData);
  const [target] = call.targets as [{ identity: { applicationInstance: Json } }];
  target.identity.applicationInstance.id = applicationInstanceId;
  (call.source as Json).id = participantId;
  const incomingContext = { sourceParticipantId: participantId, observedParticipantId: participantId };
  const { botData } = call.applicationMetadata as { botData: Json };
  botData.callId = callChainId;
  return { ...call, id: callId, tenantId, callChainId, incomingContext };
}

function envelope(resourceUrl: string, resourceData: Json): Json {
  return { value: [{ changeType: 'created', resourceUrl, resourceData }] };
}

export function incomingCall(user: PolicyUser, tenantId: string): Json {
  return envelope(`/communications/calls/${user.callId}`, callOf(user, tenantId));
}

/** Without an envelope, as one reading of the documents has it (protocol §6.3). */
export function bareJoining(user: PolicyUser, tenantId: string): Json {
  return { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: callOf(user, tenantId) };
}

/** In the envelope, its path under `callId`. */
export function joining(user: PolicyUser, tenantId: string, callId: string): Json {
  const path = `/communications/calls/${callId}/participantJoiningNotification`;
  return envelope(path, bareJoining(user, tenantId));
}

export function left({ participantId, callId: ofJoining }: PolicyUser, callId: string): Json {
  return envelope(`/communications/calls/${callId}/participantLeftNotification`, {
    '@odata.type': '#microsoft.graph.participantLeftNotification',
    participantId,
    call: { id: ofJoining, state: 'terminated', resultInfo: { code: 200, subcode: 0, message: '' } },
  });
}

export const ACCEPTED = { status: 200, body: { '@odata.type': '#microsoft.graph.acceptJoinResponse' } };
export const BUSY = { status: 200, body: { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' } };
export const inviteNewBot = (inviteUri: string) => ({
  status: 200,
  body: { '@odata.type': '#microsoft.graph.inviteNewBotResponse', inviteUri },
});
