import { expect, it } from 'vitest';
import type { BotData, CallInfo, CommsNotification } from './notification.js';
import { parseNotifications } from './notifications.js';
import {
  botData,
  botUser,
  callInfo,
  identity,
  inboundExamples,
  participant,
  rosterEntry,
  stream,
} from './published-payloads.fixture.js';

/** The ids that all examples share (test/fixtures/graph/examples/README.md). */
const call = { callId: '5f1a2b00-7c3d-4e21-9a10-0b6c5d4e3f21', graphCallId: '5f1a2b00-7c3d-4e21-9a10-0b6c5d4e3f21' };
const tenant = '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293';
const chain = 'f6071829-9999-43a4-85b6-f708192a3b4c';
const policyUser = 'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7';
const policyParticipant = 'c3d4e5f6-6666-4071-8293-c4d5e6f70819';
const otherUser = 'b2c3d4e5-5555-4f60-8192-b3c4d5e6f708';
const otherParticipant = 'd4e5f607-7777-4182-8394-d5e6f708192a';
const bot = '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5';
const botParticipant = 'e5f60718-8888-4293-84a5-e6f708192a3b';

const target = participant({
  participantId: botParticipant,
  identity: identity('applicationInstance', bot),
  endpointType: 'default',
});
const source = participant({
  participantId: policyParticipant,
  identity: identity('user', policyUser, tenant),
  endpointType: 'default',
  languageId: 'en-US',
  region: 'emea',
});

function invite(data: BotData, said: Partial<CallInfo>): CommsNotification {
  const about = { tenantId: tenant, callChainId: chain, direction: 'incoming', state: 'incoming' } as const;
  const bots = { targets: [target], applicationInstanceId: bot, myParticipantId: botParticipant };
  const observed = { observedParticipantId: policyParticipant, sourceParticipantId: policyParticipant };
  const meetingInfo = { kind: 'token', organizer: null, allowConversationWithoutHost: null } as const;
  const read = { botData: data, mediaHostedRegion: data.mediaHostedRegion, isPolicyRecording: true } as const;
  return {
    kind: 'incomingCall',
    ...call,
    call: callInfo({ ...about, ...bots, ...observed, meetingInfo, ...read, sourceVisibility: 'readable', ...said }),
  };
}

/** The policy user of a live invite, by how they take part. */
const holder = (participationMethod: string, clientLocation: string) =>
  botUser({ participationMethod, clientLocation, policyHolderId: policyUser, policyHolderTenantId: tenant });
const live = (said: Partial<BotData>) =>
  botData({
    callId: chain,
    mediaHostedRegion: 'EUWE',
    inviteReasons: ['ComplianceRecording'],
    policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:ContosoRecording',
    policyName: 'ContosoRecording',
    isMultiParty: true,
    ...said,
  });

const updated = (said: Partial<CallInfo>, deleted = false): CommsNotification => ({
  kind: 'callUpdated',
  ...call,
  deleted,
  call: callInfo(said),
});

const sharing = {
  kind: 'contentSharing',
  ...call,
  contentSharingSessionId: '21829304-bbbb-45c6-87d8-192a3b4c5d6e',
} as const;

const EXPECTED: Record<string, CommsNotification> = {
  '01-incoming-call-docs-shape': invite(
    botData({
      mediaHostedRegion: 'USEA',
      user: botUser({ participationMethod: 'callee', clientLocation: 'US' }),
      otherSideUser: botUser({
        id: otherUser,
        participantId: otherParticipant,
        tenantId: tenant,
        onBehalfOfId: '54152637-eeee-48f9-8a0b-4c5d6e7f8091',
        participationMethod: 'caller',
        clientLocation: 'EUNO',
      }),
      inviteReasons: ['PolicyBasedRecording'],
      policyIdentifier: 'Contoso Policy',
      policyName: 'Contoso Policy',
      pairedRecorders: [
        { id: '65263748-ffff-490a-8b1c-5d6e7f8091a2', participantId: '76374859-0000-4a1b-8c2d-6e7f8091a2b3' },
      ],
      otherRecorders: [
        { id: '87485960-1111-4b2c-8d3e-7f8091a2b3c4', participantId: '98596071-2222-4c3d-8e4f-8091a2b3c4d5' },
      ],
    }),
    {
      source: participant({
        participantId: policyParticipant,
        identity: identity('user', policyUser),
        endpointType: 'default',
        region: 'amer',
      }),
    },
  ),
  '02-incoming-call-wild-one-to-one': invite(
    live({
      user: holder('callee', 'DE'),
      otherSideUser: botUser({
        id: otherUser,
        participantId: otherParticipant,
        tenantId: tenant,
        participationMethod: 'caller',
        clientLocation: 'FR',
      }),
    }),
    { source: { ...source, countryCode: 'DE' } },
  ),
  '03-incoming-call-wild-meeting': invite(
    live({
      user: holder('dialIn', 'DE'),
      policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:a9bf0000-0408-4190-a002-0e5225010000',
      policyName: 'a9bf0000-0408-4190-a002-0e5225010000',
    }),
    { source: { ...source, countryCode: 'DE' } },
  ),
  '04-incoming-call-wild-pstn-other-side': invite(
    live({
      user: holder('callee', 'GB'),
      otherSideUser: botUser({
        id: '4:+441632960000',
        participantId: otherParticipant,
        tenantId: '00000000-0000-0000-0000-000000000000',
        participationMethod: 'caller',
      }),
    }),
    { source },
  ),
  '05-call-updated-establishing': updated({ state: 'establishing' }),
  '06-call-updated-established': updated({ state: 'established' }),
  '07-call-updated-terminating': updated({ state: 'terminating' }),
  '08-call-deleted-terminated-string-codes': updated(
    { state: 'terminated', resultInfo: { code: 200, subcode: 5001, message: 'The conversation has ended.' } },
    true,
  ),
  '09-call-deleted-media-setup-failed': updated(
    {
      state: 'terminated',
      direction: 'incoming',
      terminationReason: 'CallTerminated',
      resultInfo: { code: 500, subcode: 7106, message: 'Server Internal Error. DiagCode: 3003#7106.@' },
    },
    true,
  ),
  '10-participants-updated-full-roster': {
    kind: 'roster',
    ...call,
    delta: false,
    sequenceNumber: null,
    participants: [
      rosterEntry(policyParticipant, {
        identity: identity('user', policyUser),
        mediaStreams: [
          stream('audio', '1', 'sendReceive', 'main-audio'),
          stream('video', '2', 'inactive', 'main-video'),
          stream('videoBasedScreenSharing', '3', 'inactive', 'applicationsharing-video'),
        ],
      }),
      rosterEntry(otherParticipant, {
        identity: identity('user', otherUser),
        mediaStreams: [stream('audio', '4', 'sendReceive', 'main-audio')],
      }),
      rosterEntry(botParticipant, {
        identity: identity('applicationInstance', bot),
        recordingStatus: 'recording',
        mediaStreams: [stream('audio', '5', 'receiveOnly', 'main-audio')],
      }),
    ],
  },
  '11-participants-updated-delta-roster': {
    kind: 'roster',
    ...call,
    delta: true,
    sequenceNumber: '7',
    participants: [rosterEntry(otherParticipant, { identity: identity('user', otherUser), removed: true })],
  },
  '12-content-sharing-created': { ...sharing, started: true },
  '13-content-sharing-deleted': { ...sharing, started: false },
  '14-operation-completed-upper-case-ids': {
    kind: 'operation',
    callId: call.callId,
    graphCallId: '5F1A2B007C3D4E219A100B6C5D4E3F21',
    operationId: '10718293-aaaa-44b5-86c7-08192a3b4c5d',
    operationType: 'playPromptOperation',
    status: 'completed',
    clientContext: '6f4f8a0e-3c1d-4f9e-8a54-b2b1f1f5d0c2',
    resultInfo: { code: 200, subcode: 0, message: 'Action completed successfully.' },
  },
  '15-call-updated-tone': updated({ state: 'established', toneSequenceId: 1 }),
  '16-roster-screen-sharing': {
    kind: 'roster',
    ...call,
    delta: false,
    sequenceNumber: null,
    participants: [
      rosterEntry(otherParticipant, {
        identity: identity('user', otherUser),
        mediaStreams: [stream('videoBasedScreenSharing', '1', 'sendOnly', 'applicationsharing-video')],
      }),
    ],
  },
};

const examples = inboundExamples('examples/');

it.each(examples)('reads the example $file', ({ file, body }) => {
  expect(parseNotifications(body)).toStrictEqual({ kind: 'notifications', items: [EXPECTED[file]] });
});

it('has an expectation for every inbound example, and none for a file that is gone', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(examples.map(({ file }) => file));
});
