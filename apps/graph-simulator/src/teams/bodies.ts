import type { Conversation, RecordingStatus } from './conversation.js';
import { joinToken } from './invitation.js';
import type { Leg, LegState, Operation, Result } from './leg.js';
import type { Person } from './people.js';

const type = (name: string) => ({ '@odata.type': `#microsoft.graph.${name}` });

/** One notification in its envelope, with the path under both of its names as seen in the wild (protocol §3.2). */
export function envelope(changeType: 'created' | 'updated' | 'deleted', path: string, resourceData?: unknown): object {
  const item = {
    ...type('commsNotification'),
    changeType,
    resource: `/app${path}`,
    resourceUrl: `/communications${path}`,
    ...(resourceData !== undefined && { resourceData }),
  };
  return { ...type('commsNotifications'), value: [item] };
}

/** Updates are partial: a state, a join token of its own, and no id (microsoft-graph-comms-samples #667). */
export function callUpdate(leg: Leg, state: LegState): object {
  const meetingInfo =
    leg.plan.kind === 'direct' ? {} : { meetingInfo: { ...type('tokenMeetingInfo'), token: joinToken(leg) } };
  return { ...type('call'), state, ...meetingInfo, callChainId: leg.callChainId };
}

/** The page "call: reject" shows the end of a rejected call without a state. */
export function callEnd(leg: Leg, result: Result, { withState }: { withState: boolean }): object {
  return {
    ...type('call'),
    ...(withState && { state: 'terminated' }),
    resultInfo: resultInfo(result),
    callChainId: leg.callChainId,
  };
}

export function resultInfo({ code, subcode, message }: Result): object {
  return { ...type('resultInfo'), code, subcode, message: `${message} DiagCode: ${code}#${subcode}.@` };
}

export function operationOf({ id, type: kind, clientContext }: Operation): object {
  return { ...type(kind), id, clientContext, resultInfo: null, status: 'completed' };
}

/** Everybody in the conversation, the recorders that have joined among them: complete, every time (protocol §4.5). */
export function roster(conversation: Conversation, openLegs: readonly Leg[]): object[] {
  let sourceId = 0;
  const stream = (mediaType: string, label: string, direction: string) => {
    sourceId += 1;
    return { ...type('mediaStream'), mediaType, label, sourceId: String(sourceId), direction, serverMuted: false };
  };
  const entry = (id: string, info: object, mediaStreams: object[], recordingInfo: object | null, isMuted = false) => ({
    ...type('participant'),
    id,
    info: { ...type('participantInfo'), ...info },
    mediaStreams,
    isMuted,
    isInLobby: false,
    metadata: null,
    recordingInfo,
    rosterSequenceNumber: conversation.rosterSequenceNumber,
  });
  const people = [...conversation.people.values()].map((person) =>
    entry(
      person.participantId,
      { identity: { ...type('identitySet'), user: userOf(person) }, region: person.region, languageId: 'en-US' },
      [
        stream('audio', 'main-audio', 'sendReceive'),
        stream('videoBasedScreenSharing', 'applicationsharing-video', person.sharing ? 'sendOnly' : 'inactive'),
      ],
      null,
    ),
  );
  const recorder = (id: string, application: object, recordingStatus: RecordingStatus, isMuted = false) =>
    entry(
      id,
      { identity: { ...type('identitySet'), applicationInstance: application } },
      [stream('audio', 'main-audio', 'receiveOnly')],
      { ...type('recordingInfo'), recordingStatus, initiator: null },
      isMuted,
    );
  const ours = openLegs
    .filter(({ establishedAt }) => establishedAt !== null)
    .map((leg) =>
      recorder(
        leg.myParticipantId,
        applicationOf(leg.plan.applicationInstanceId, conversation),
        leg.recordingStatus,
        leg.isMuted,
      ),
    );
  const elsewhere = [...conversation.recordersElsewhere].map(
    ({ participantId, applicationInstanceId, recordingStatus }) =>
      recorder(participantId, applicationOf(applicationInstanceId, conversation), recordingStatus),
  );
  return [...people, ...ours, ...elsewhere];
}

export function userOf(person: Person): object {
  return { ...type('identity'), id: person.userId, displayName: person.displayName, tenantId: person.tenantId };
}

function applicationOf(id: string, { tenantId }: Conversation): object {
  return { ...type('identity'), id, displayName: 'Recorder', tenantId };
}
