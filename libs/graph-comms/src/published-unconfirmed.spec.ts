import { expect, it } from 'vitest';
import type { CallInfo, CommsNotification } from './notification.js';
import { parseNotifications } from './notifications.js';
import { botData, botUser, callInfo, identity, inboundExamples, participant } from './published-payloads.fixture.js';

/** Shapes that nobody has captured: what we would make of them (protocol §6.3, §13.3). */
const callId = '5f1a2b00-7c3d-4e21-9a10-0b6c5d4e3f21';
const tenant = '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293';
const chain = 'f6071829-9999-43a4-85b6-f708192a3b4c';
const bot = '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5';
const botParticipant = 'e5f60718-8888-4293-84a5-e6f708192a3b';
const joiner = '43041526-dddd-47e8-89fa-3b4c5d6e7f80';
const joiningUser = '54152637-eeee-48f9-8a0b-4c5d6e7f8091';

const invited: Partial<CallInfo> = {
  tenantId: tenant,
  callChainId: chain,
  direction: 'incoming',
  state: 'incoming',
  targets: [
    participant({
      participantId: botParticipant,
      identity: identity('applicationInstance', bot),
      endpointType: 'default',
    }),
  ],
  applicationInstanceId: bot,
};
const policyInvite: Partial<CallInfo> = {
  ...invited,
  sourceVisibility: 'readable',
  myParticipantId: botParticipant,
  meetingInfo: { kind: 'token', organizer: null, allowConversationWithoutHost: null },
  mediaHostedRegion: 'EUWE',
  isPolicyRecording: true,
};
const contoso = {
  callId: chain,
  mediaHostedRegion: 'EUWE',
  inviteReasons: ['ComplianceRecording'],
  policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:ContosoRecording',
  policyName: 'ContosoRecording',
  isMultiParty: true,
};
const dialledIn = (policyHolderId: string) =>
  botUser({ participationMethod: 'dialIn', clientLocation: 'DE', policyHolderId, policyHolderTenantId: tenant });

const joining = {
  kind: 'participantJoining',
  participantId: joiner,
  joiningCallId: '32930415-cccc-46d7-88e9-2a3b4c5d6e7f',
  call: callInfo({
    ...policyInvite,
    source: participant({
      participantId: joiner,
      identity: identity('user', joiningUser, tenant),
      endpointType: 'default',
      region: 'emea',
    }),
    observedParticipantId: joiner,
    sourceParticipantId: joiner,
    botData: botData({ ...contoso, user: dialledIn(joiningUser) }),
  }),
} as const;

const EXPECTED: Record<string, CommsNotification> = {
  'call-updated-hold': {
    kind: 'callUpdated',
    callId,
    graphCallId: callId,
    deleted: false,
    call: callInfo({ state: 'hold' }),
  },
  'incoming-call-encrypted-source': {
    kind: 'incomingCall',
    callId,
    graphCallId: callId,
    call: callInfo({
      ...invited,
      source: participant({
        participantId: 'c3d4e5f6-6666-4071-8293-c4d5e6f70819',
        identity: identity('encrypted', 'opaque-encrypted-id'),
      }),
      sourceVisibility: 'encrypted',
    }),
  },
  'operation-update-recording-status-completed': {
    kind: 'operation',
    callId,
    graphCallId: callId,
    operationId: '10718293-aaaa-44b5-86c7-08192a3b4c5d',
    operationType: 'updateRecordingStatusOperation',
    status: 'completed',
    clientContext: '6f4f8a0e-3c1d-4f9e-8a54-b2b1f1f5d0c2',
    resultInfo: { code: 200, subcode: 0, message: 'Action completed successfully.' },
  },
  'participant-joining-bare-body': { ...joining, callId: null, graphCallId: null },
  'participant-joining-in-envelope': { ...joining, callId, graphCallId: callId },
  'participant-left-in-envelope': {
    kind: 'participantLeft',
    callId,
    graphCallId: callId,
    participantId: joiner,
    joiningCallId: '32930415-cccc-46d7-88e9-2a3b4c5d6e7f',
    resultInfo: { code: 200, subcode: 0, message: null },
  },
  // The entity names a call of its own although the path repeats the first one's: two invites, two calls.
  'twin-invitation-second': {
    kind: 'incomingCall',
    callId: '6a2b3c00-8d4e-4f32-8b21-1c7d6e5f4032',
    graphCallId: '6a2b3c00-8d4e-4f32-8b21-1c7d6e5f4032',
    call: callInfo({
      ...policyInvite,
      source: participant({
        participantId: 'c3d4e5f6-6666-4071-8293-c4d5e6f70819',
        identity: identity('user', 'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7', tenant),
        endpointType: 'default',
        languageId: 'en-US',
        region: 'emea',
      }),
      observedParticipantId: 'c3d4e5f6-6666-4071-8293-c4d5e6f70819',
      sourceParticipantId: 'c3d4e5f6-6666-4071-8293-c4d5e6f70819',
      botData: botData({
        ...contoso,
        user: dialledIn('a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7'),
        pairedRecorders: [{ id: bot, participantId: botParticipant }],
      }),
    }),
  },
};

const examples = inboundExamples('examples/unconfirmed/');

it.each(examples)('reads the assumed shape $file', ({ file, body }) => {
  expect(parseNotifications(body)).toStrictEqual({ kind: 'notifications', items: [EXPECTED[file]] });
});

it('has an expectation for every assumed shape, and none for a file that is gone', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(examples.map(({ file }) => file));
});
