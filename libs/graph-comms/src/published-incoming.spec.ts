import { expect, it } from 'vitest';
import type { CommsNotification } from './notification.js';
import { parseNotifications } from './notifications.js';
import { botData, botUser, callInfo, corpus, identity, participant } from './published-payloads.fixture.js';

const lookupUser = '8a34a46b-3d17-4adc-8dce-dc4e7d572698';
const westUs = { region: 'westus', languageId: 'en-US' };
const docsCall = {
  kind: 'incomingCall',
  callId: '57dab8b1-894c-409a-b240-bd8beae78896',
  graphCallId: '57DAB8B1894C409AB240BD8BEAE78896',
} as const;
const testUser = identity('user', lookupUser);
const testBot = identity('application', lookupUser);

/** What the four botData fragments inherit from the page's example whose envelope they are put into. */
const pageInvite = {
  tenantId: '932899f8-2ea1-4604-8413-27bd2892079f',
  callChainId: '05f2f70f-3a9c-47c1-80a9-cc79e91d8cec',
  direction: 'incoming',
  state: 'incoming',
  source: participant({
    participantId: '90fad2ce-8989-41a1-8a66-f6636e629a2a',
    identity: identity('user', '8a34a46b-3d17-4adc-8dce-dc4e7d572698'),
    endpointType: 'default',
    region: 'amer',
  }),
  sourceVisibility: 'readable',
  targets: [
    participant({
      participantId: '4520a1a5-5394-5a41-aa12-9ee6fa18cfc8',
      identity: identity('applicationInstance', '832899f8-2ea1-4604-8413-27bd2892079f'),
      endpointType: 'default',
    }),
  ],
  applicationInstanceId: '832899f8-2ea1-4604-8413-27bd2892079f',
  myParticipantId: '1520a1a5-5394-4a41-aa72-9ee6fa18cfc8',
  observedParticipantId: '30fad2ce-8989-41a1-8a66-f6636e629a2a',
  sourceParticipantId: '30fad2ce-8989-41a1-8a66-f6636e629a2a',
  meetingInfo: { kind: 'token', organizer: null, allowConversationWithoutHost: null },
  isPolicyRecording: true,
} as const;
const pageCallId = 'e71f0300-9c1f-4d99-b5f4-2722e877d497';

const EXPECTED: Record<string, CommsNotification> = {
  'docs-incoming-pbr-example3': {
    kind: 'incomingCall',
    callId: pageCallId,
    graphCallId: pageCallId,
    call: callInfo({
      ...pageInvite,
      targets: [...pageInvite.targets],
      mediaHostedRegion: 'USEA',
      botData: botData({
        mediaHostedRegion: 'USEA',
        user: botUser({ participationMethod: 'callee', clientLocation: 'US' }),
        otherSideUser: botUser({
          id: '971f0300-9c1f-4d99-b5f4-2722e877d490',
          participantId: '3520a1a5-5394-4a41-aa72-9ee6fa18cfc8',
          tenantId: '1540a1a5-2394-4a41-aa72-9ee6fa18cfc8',
          onBehalfOfId: '871f0300-9c1f-4d99-b5f4-2722e877d490',
          participationMethod: 'caller',
          clientLocation: 'EUNO',
        }),
        inviteReasons: ['PolicyBasedRecording'],
        policyIdentifier: 'Test Policy',
        policyName: 'Test Policy',
        pairedRecorders: [
          { id: '471f0300-5c1f-4d99-b5f4-2722e877d490', participantId: '371f0300-2c1f-4d99-b5f4-2722e877d490' },
        ],
        otherRecorders: [
          { id: '671f0300-9c1f-4d99-b5f4-2722e877d490', participantId: 'a71f0300-ec1f-4d99-b5f4-2722e877d490' },
        ],
      }),
    }),
  },
  'iss157-botdata-2020-callee-guid-policy': {
    kind: 'incomingCall',
    callId: 'ecbdf4b4-9014-4042-8415-de8c07703512',
    graphCallId: 'ecbdf4b4-9014-4042-8415-de8c07703512',
    call: callInfo({
      ...pageInvite,
      targets: [...pageInvite.targets],
      tenantId: 'b746a93d-a25f-46a1-a3fc-70f2a521ab15',
      myParticipantId: '31a49cec-0c0f-49a6-97af-70f1e7812809',
      sourceParticipantId: '63f83b3e-74f7-49e2-973e-1e68a07811e9',
      observedParticipantId: '63f83b3e-74f7-49e2-973e-1e68a07811e9',
      mediaHostedRegion: 'ASEA',
      botData: botData({
        callId: '4bc6ba40-ff62-4b0e-98ca-415ef5c65dea',
        mediaHostedRegion: 'ASEA',
        user: botUser({ participationMethod: 'callee' }),
        otherSideUser: botUser({
          id: '4701e313-3306-45b1-b791-1d13996eebe0',
          participantId: 'e461ba98-0cbc-4838-8de9-f2bd9b693b2f',
          participationMethod: 'caller',
          clientLocation: 'NP',
        }),
        inviteReasons: ['ComplianceRecording'],
        policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:c4a0319f-4407-4325-b47f-2461d68165ea',
        policyName: 'c4a0319f-4407-4325-b47f-2461d68165ea',
      }),
    }),
  },
  'iss237-botdata-pstn-caller': {
    kind: 'incomingCall',
    callId: pageCallId,
    graphCallId: pageCallId,
    call: callInfo({
      ...pageInvite,
      targets: [...pageInvite.targets],
      mediaHostedRegion: 'EUWE',
      botData: botData({
        callId: '1ac28141-40e0-4631-9e4f-839894dce4e3',
        mediaHostedRegion: 'EUWE',
        user: botUser({ participationMethod: 'callee' }),
        otherSideUser: botUser({
          id: '4:+442079460123',
          participantId: '5e198e87-9e66-4ab9-9525-580203aeea60',
          tenantId: '00000000-0000-0000-0000-000000000000',
          participationMethod: 'caller',
        }),
        inviteReasons: ['ComplianceRecording'],
        policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:ComplianceRecordingPolicy',
        policyName: 'ComplianceRecordingPolicy',
      }),
    }),
  },
  'iss667-botdata-caller-location': {
    kind: 'incomingCall',
    callId: pageCallId,
    graphCallId: pageCallId,
    call: callInfo({
      ...pageInvite,
      targets: [...pageInvite.targets],
      botData: botData({
        user: botUser({
          participationMethod: 'caller',
          clientLocation: 'CO',
          policyHolderId: '23aec15a-3b2a-41c0-afd0-75792159b337',
          policyHolderTenantId: '93456868-efc4-481d-a65a-cc46a2e26d88',
        }),
        otherSideUser: botUser({
          id: 'f24aedc7-ca73-4325-b899-948880bed3b6',
          participantId: 'ec61a114-4842-4388-9a1b-9a857d9d0797',
          tenantId: '93456868-efc4-481d-a65a-cc46a2e26d88',
          participationMethod: 'callee',
        }),
        inviteReasons: ['ComplianceRecording'],
        policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:RecorderTeamsRecordingPolicy',
        policyName: 'RecorderTeamsRecordingPolicy',
        isMultiParty: true,
      }),
    }),
  },
  'iss9170-terminated-carries-botdata': {
    kind: 'incomingCall',
    callId: 'aaf7ccc4-870d-49e0-a69c-ac38068d7ea4',
    graphCallId: 'aaf7ccc4-870d-49e0-a69c-ac38068d7ea4',
    call: callInfo({
      ...pageInvite,
      targets: [...pageInvite.targets],
      tenantId: 'e4ef6bd5-cbea-430d-886e-b7b96acc2da7',
      terminationReason: '(Generic: BSkofoO1)',
      mediaHostedRegion: 'JPEA',
      botData: botData({
        callId: '1e8cab8d-2f73-42b0-a281-885341f7251b',
        mediaHostedRegion: 'JPEA',
        user: botUser({
          participationMethod: 'callee',
          policyHolderId: 'aba4f3fe-c045-4414-99ad-d8acfe2ff307',
          policyHolderTenantId: 'e4ef6bd5-cbea-430d-886e-b7b96acc2da7',
        }),
        otherSideUser: botUser({
          id: '8aeb6496-9f28-4e12-8183-8c5f008ea8af',
          participantId: '2b1bb706-23bf-44d8-a09c-a2774580aae0',
          tenantId: 'e4ef6bd5-cbea-430d-886e-b7b96acc2da7',
          participationMethod: 'caller',
        }),
        inviteReasons: ['ComplianceRecording'],
        policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:acme_test_policy',
        policyName: 'acme_test_policy',
        isMultiParty: true,
      }),
    }),
  },
  'docs-incoming-p2p-apphosted': {
    ...docsCall,
    call: callInfo({
      state: 'incoming',
      direction: 'incoming',
      source: participant({ identity: testUser, ...westUs }),
      sourceVisibility: 'readable',
      targets: [participant({ identity: testBot, ...westUs })],
      requestedModalities: ['audio'],
    }),
  },
  'docs-incoming-p2p-callroutes-lookup': {
    ...docsCall,
    call: callInfo({
      state: 'incoming',
      direction: 'incoming',
      source: participant({ identity: testUser, ...westUs }),
      sourceVisibility: 'readable',
      targets: [participant({ identity: testBot, languageId: 'en-US' })],
      requestedModalities: ['audio'],
      callRoutes: [
        {
          routingType: 'lookup',
          original: identity('phone', '+14255550100'),
          final: identity('user', '29362bd4-cd58-4ed0-a206-0e4a33dbb0b6'),
        },
      ],
    }),
  },
  'docs-incoming-p2p-video': {
    kind: 'incomingCall',
    callId: '57dab8b1-894c-409a-b240-bd8beae78896',
    graphCallId: '57dab8b1-894c-409a-b240-bd8beae78896',
    call: callInfo({
      state: 'incoming',
      direction: 'incoming',
      source: participant({ identity: identity('user', '112f7296-5fa4-42ca-bae8-6a692b15d4b8'), ...westUs }),
      sourceVisibility: 'readable',
      targets: [participant({ identity: identity('application', '2891555a-92ff-42e6-80fa-6e1300c6b5c6'), ...westUs })],
      requestedModalities: ['audio', 'video'],
    }),
  },
  'docs-v1-incoming-target-without-region': {
    ...docsCall,
    call: callInfo({
      state: 'incoming',
      direction: 'incoming',
      source: participant({ identity: testUser, ...westUs }),
      sourceVisibility: 'readable',
      targets: [participant({ identity: testBot })],
      requestedModalities: ['audio'],
    }),
  },
  'docs2018-incoming-language-in-identity': {
    ...docsCall,
    call: callInfo({
      state: 'incoming',
      direction: 'incoming',
      source: participant({ identity: testUser }),
      sourceVisibility: 'readable',
      targets: [participant({ identity: testBot })],
      requestedModalities: ['audio', 'video'],
    }),
  },
  'iss191-incoming-resource-account': {
    kind: 'incomingCall',
    callId: '203ce7d6-c740-4a18-9b52-db7a0dc4ea3e',
    graphCallId: '203ce7d6-c740-4a18-9b52-db7a0dc4ea3e',
    call: callInfo({
      state: 'incoming',
      direction: 'incoming',
      source: participant({
        participantId: '33d2c346-efcf-4b97-98d9-4518f4b410b9',
        identity: identity('user', '5cbda624-c46d-4c17-9f9f-a93ead57e89d', 'a5996598-8aea-4353-93a4-ce4cca77f6d4'),
        endpointType: 'default',
        region: 'amer',
        languageId: 'en-us',
      }),
      sourceVisibility: 'readable',
      targets: [
        participant({
          identity: identity(
            'applicationInstance',
            '51ed0b33-348e-4fe1-8f52-66e378808dc1',
            'a5996598-8aea-4353-93a4-ce4cca77f6d4',
          ),
        }),
      ],
      applicationInstanceId: '51ed0b33-348e-4fe1-8f52-66e378808dc1',
    }),
  },
};

const payloads = [...corpus('incoming-pbr'), ...corpus('incoming-other'), ...corpus('botdata-fragment')];

it.each(payloads)('reads the published invite $file', ({ file, body }) => {
  expect(parseNotifications(body)).toStrictEqual({ kind: 'notifications', items: [EXPECTED[file]] });
});

it('has an expectation for every published invite, and none for a file that is gone', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(payloads.map(({ file }) => file).sort());
});
