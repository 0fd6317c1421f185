import { expect, it } from 'vitest';
import type { CallInfo } from './notification.js';
import { parseNotifications } from './notifications.js';
import { callInfo, corpus, identity, participant } from './published-payloads.fixture.js';

/** Graph's spelling of the call's id, whether it was `deleted`, and what was said of the call. */
type Expected = readonly [graphCallId: string, changeType: 'updated' | 'deleted', said: Partial<CallInfo>];

const docs32 = '57DAB8B1894C409AB240BD8BEAE78896';
const docs = '57dab8b1-894c-409a-b240-bd8beae78896';
const transferred = '341a0500-d4bf-4224-8b19-1581168d328b';
const p2p = '4489bd48-484b-4498-9d9a-615e6597fcdc';
const p2pChain = 'c816735c-5b0f-4902-81b2-fbfd5596d21e';
const group = 'dd3878b0-3689-4be8-9ecb-23d3b6f7db15';
const groupChain = 'e3b92d27-5119-4eb1-a814-4f4bd3f92d46';
const failed = '1d5c68cc-bbb4-49b2-a0fa-e134c6375ac8';
const failedChain = '0bbc0dd8-ee3e-4dfc-8485-67dd1bb1016d';
const meeting = 'b6dac0ab-08b4-4628-8963-7390b6dc0ba4';
const meetingChain = '0ec4b473-d6e0-400b-906c-17fb9eab4caf';
const token = { kind: 'token', organizer: null, allowConversationWithoutHost: null } as const;
const organizedByServiceAccount = {
  kind: 'organizer',
  organizer: identity('user', '20d2a2e0-e4cc-4022-a24c-acc7f530c68d', '760ccd64-1012-4705-bc57-912095154992'),
  allowConversationWithoutHost: true,
} as const;

const UPDATES: Record<string, Expected> = {
  'docs-established-etag-same': [docs32, 'updated', { state: 'established' }],
  'docs-established-meeting': [
    '2f1a1100-b174-40a0-aba7-0b405e01ed92',
    'updated',
    {
      state: 'established',
      chatInfo: {
        threadId: '19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5MGUtOTRjNWY2NmNkYTFm@thread.v2',
        messageId: '0',
        replyChainMessageId: null,
      },
      meetingInfo: {
        kind: 'organizer',
        organizer: identity('user', '5810cede-f3cc-42eb-b2c1-e9bd5d53ec96', 'aa67bd4c-8475-432d-bd41-39f255720e0a'),
        allowConversationWithoutHost: true,
      },
    },
  ],
  'docs-established-outgoing-tenant': [
    '2e1a0b00-b3c5-4b0f-99b3-c133bc1e6116',
    'updated',
    { state: 'established', direction: 'outgoing', tenantId: 'aa67bd4c-8475-432d-bd41-39f255720e0a' },
  ],
  'docs-establishing-callbackuri-in-item': [
    '2e1a0b00-2db4-4022-9570-243709c565ab',
    'updated',
    { state: 'establishing' },
  ],
  'docs-establishing-etag': [docs32, 'updated', { state: 'establishing' }],
  'docs-mediastate-inactive-transferring': [
    transferred,
    'updated',
    { state: 'transferring', mediaStateAudio: 'inactive' },
  ],
  'docs-terminating': [docs, 'updated', { state: 'terminating' }],
  'docs-transfer-accepted': [transferred, 'updated', { state: 'transferAccepted' }],
  'docs-transferring': [transferred, 'updated', { state: 'transferring' }],
  'docs2018-redirecting': [docs32, 'updated', { state: 'redirecting' }],
  'gcb-failed-p2p-1-establishing': [failed, 'updated', { state: 'establishing', callChainId: failedChain }],
  'gcb-group-1-establishing': [group, 'updated', { state: 'establishing', callChainId: groupChain }],
  'gcb-group-2-established': [
    group,
    'updated',
    { state: 'established', direction: 'outgoing', callChainId: groupChain },
  ],
  'gcb-p2p-1-establishing': [p2p, 'updated', { state: 'establishing', callChainId: p2pChain }],
  'gcb-p2p-2-established': [p2p, 'updated', { state: 'established', direction: 'outgoing', callChainId: p2pChain }],
  'gcb-p2p-3-established-audio': [
    p2p,
    'updated',
    { state: 'established', mediaStateAudio: 'active', callChainId: p2pChain },
  ],
  'goalert-ringing-minimal': ['call-9', 'updated', { state: 'ringing' }],
  'iss632-establishing-redacted-ids': [
    'f3b77eec-fce8-487d-b456-7133ea0ed397',
    'updated',
    {
      state: 'establishing',
      callChainId: '99b9cc9e-7e94-4060-85ce-b61cac9edb48',
      chatInfo: { threadId: '(redactedMeetingThreadId)', messageId: '0', replyChainMessageId: null },
      meetingInfo: {
        kind: 'organizer',
        organizer: identity('user', '(redacted)', '(redacted)'),
        allowConversationWithoutHost: null,
      },
    },
  ],
  'iss664-establishing-initiator-region': [
    'call-9',
    'updated',
    { state: 'establishing', tenantId: 'e4ef6bd5-cbea-430d-886e-b7b96acc2da7' },
  ],
  'iss667-establishing-wire': [
    '3b15b766-b5ad-498a-8ee4-a5fa70de30ad',
    'updated',
    { state: 'establishing', meetingInfo: token },
  ],
  't4j-established-meeting': [
    meeting,
    'updated',
    {
      state: 'established',
      direction: 'outgoing',
      callChainId: meetingChain,
      meetingInfo: organizedByServiceAccount,
    },
  ],
  't4j-establishing-meeting': [
    meeting,
    'updated',
    {
      state: 'establishing',
      callChainId: meetingChain,
      chatInfo: {
        threadId: '19:meeting_ZWU2Y2U5YWItMjk2OS00ZjA5LWJkMWYtNmI5YTcxYmYzODY0@thread.v2',
        messageId: '0',
        replyChainMessageId: null,
      },
      meetingInfo: organizedByServiceAccount,
    },
  ],
};

const ENDS: Record<string, Expected> = {
  'docs-terminated-code-zero-string': [
    docs,
    'deleted',
    { state: 'terminated', resultInfo: { code: 0, subcode: null, message: null } },
  ],
  'docs-terminated-reason-only': [transferred, 'deleted', { state: 'terminated', terminationReason: 'AppTransferred' }],
  'docs-terminated-transfer-0-7015': [
    transferred,
    'deleted',
    { state: 'terminated', resultInfo: { code: 0, subcode: 7015, message: 'GracefulTransferCompleted' } },
  ],
  'docs2018-terminated-answeredby': [docs32, 'deleted', { state: 'terminated', terminationReason: 'AppRedirected' }],
  'docs2018-terminated-appinitiated': [docs32, 'deleted', { state: 'terminated', terminationReason: 'AppInitiated' }],
  'docs2018-terminated-changetype-updated': [
    docs32,
    'updated',
    { state: 'terminated', terminationReason: 'AppInitiated' },
  ],
  'gcb-failed-p2p-2-deleted-5002': [
    failed,
    'deleted',
    {
      state: 'terminated',
      callChainId: failedChain,
      resultInfo: { code: 200, subcode: 5002, message: 'The conversation has ended. DiagCode: 0#5002.@' },
    },
  ],
  'gcb-group-5-deleted-5010': [
    group,
    'deleted',
    {
      state: 'terminated',
      callChainId: '3d0a7924-7e5d-48ef-a168-1922b0de07c7',
      meetingInfo: token,
      resultInfo: {
        code: 200,
        subcode: 5010,
        message:
          'This conversation has ended as only one participant was remaining in the conversation.. DiagCode: 0#5010.@',
      },
    },
  ],
  'gcb-p2p-6-hangup': [
    p2p,
    'deleted',
    {
      state: 'terminated',
      callChainId: p2pChain,
      resultInfo: { code: 200, subcode: 5002, message: 'The conversation has ended. DiagCode: 0#5002.@' },
    },
  ],
  'goalert-terminated-changetype-updated-480': [
    'call-3',
    'updated',
    { state: 'terminated', resultInfo: { code: 480, subcode: 10037, message: 'Temporarily Unavailable' } },
  ],
  'iss664-terminated-500-7106': [
    docs,
    'deleted',
    {
      state: 'terminated',
      myParticipantId: '85753a75-398e-4674-8332-ad20db1c1717',
      source: participant({
        participantId: 'be80aaf1-0819-4f74-bae6-1b13b31691ee',
        identity: identity('user', 'aba4f3fe-c045-4414-99ad-d8acfe2ff307', 'e4ef6bd5-cbea-430d-886e-b7b96acc2da7'),
        endpointType: 'default',
        region: 'apac',
      }),
      sourceVisibility: 'readable',
      targets: [
        participant({
          identity: identity(
            'applicationInstance',
            'f1d23d20-b3df-4607-a078-d81bb96c3ad1',
            'e4ef6bd5-cbea-430d-886e-b7b96acc2da7',
          ),
        }),
      ],
      applicationInstanceId: 'f1d23d20-b3df-4607-a078-d81bb96c3ad1',
      resultInfo: { code: 500, subcode: 7106, message: 'Server Internal Error. DiagCode: 3002#7106.@' },
    },
  ],
  'iss771-deleted-410-301005': [
    '8f82d7ba-b02f-4006-acc6-d4d542cde5c5',
    'deleted',
    { resultInfo: { code: 410, subcode: 301005, message: 'Client Media Error. DiagCode: 410#301005.@' } },
  ],
};

const TONES: Record<string, Expected> = {
  'docs-tone': [docs, 'updated', { state: 'established', toneSequenceId: 1 }],
  'gcb-p2p-4-tone': [p2p, 'updated', { state: 'established', toneSequenceId: 6 }],
  'goalert-tone-no-odata': ['call-9', 'updated', { state: 'established', toneSequenceId: 1 }],
};

/** The two spellings of the page's call id are one call; every other id above is normal as it stands. */
const callIdOf = (graphCallId: string) => (graphCallId === docs32 ? docs : graphCallId);

const EXPECTED = { ...UPDATES, ...ENDS, ...TONES };
const payloads = [...corpus('call-update'), ...corpus('call-terminated'), ...corpus('tone')];

it.each(payloads)('reads the published change of a call $file', ({ file, body }) => {
  const [graphCallId, changeType, said] = EXPECTED[file] ?? ['no expectation', 'updated', {}];

  expect(parseNotifications(body)).toStrictEqual({
    kind: 'notifications',
    items: [
      {
        kind: 'callUpdated',
        callId: callIdOf(graphCallId),
        graphCallId,
        deleted: changeType === 'deleted',
        call: callInfo(said),
      },
    ],
  });
});

it('has an expectation for every published change of a call, and none for a file that is gone', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(payloads.map(({ file }) => file).sort());
});
