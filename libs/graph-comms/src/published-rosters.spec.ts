import { expect, it } from 'vitest';
import type { RosterEntry } from './notification.js';
import { parseNotifications } from './notifications.js';
import { corpus, identity, rosterEntry, stream } from './published-payloads.fixture.js';

const group = 'dd3878b0-3689-4be8-9ecb-23d3b6f7db15';
const groupTenant = '94443756-6d87-4696-bba7-715c6e16e116';
const meeting = 'b6dac0ab-08b4-4628-8963-7390b6dc0ba4';
const meetingTenant = '760ccd64-1012-4705-bc57-912095154992';
const mainAudio = (sourceId: string) => stream('audio', sourceId, 'sendReceive', 'main-audio');
const mainVideo = (sourceId: string) => stream('video', sourceId, 'receiveOnly', 'main-video');
const screen = (sourceId: string) =>
  stream('videoBasedScreenSharing', sourceId, 'receiveOnly', 'applicationsharing-video');

const redirectBot = rosterEntry('0efb41b3-c0cd-4910-9535-3639e08e16ce', {
  identity: identity('applicationInstance', '42451207-2f21-4041-bb51-5ae5c4c51a22', groupTenant),
  mediaStreams: [mainAudio('201')],
});
const hearingBot = rosterEntry('fdc3d6b8-8c46-4efc-9dcf-29d915664786', {
  identity: identity('application', '1958b838-eb86-4c27-b985-b949e725c12f', meetingTenant),
  mediaStreams: [mainAudio('1')],
});
const hearingUser = (participantId: string, isMuted: boolean, [audio, video, share]: [string, string, string]) =>
  rosterEntry(participantId, {
    identity: identity('user', 'd153ff2a-9c1b-4edd-b2f7-0a4de532259d', meetingTenant),
    isMuted,
    mediaStreams: [mainAudio(audio), mainVideo(video), screen(share)],
  });

interface Expected {
  callId: string;
  graphCallId?: string;
  /** Unless said otherwise, a list of all. */
  delta?: true;
  participants: RosterEntry[];
}

const EXPECTED: Record<string, Expected> = {
  'docs-roster-callbackuri': {
    callId: '2f1a1100-b174-40a0-aba7-0b405e01ed92',
    participants: [
      rosterEntry('0d7664b6-6432-43ed-8d27-d9e7adec188c', {
        identity: identity('user', '112f7296-5fa4-42ca-bae8-6a692b15d4b8'),
        isMuted: true,
        mediaStreams: [
          stream('audio', '1', 'sendReceive', null),
          stream('video', '2', 'receiveOnly', null),
          stream('videoBasedScreenSharing', '8', 'receiveOnly', null),
        ],
      }),
      rosterEntry('05491616-385f-44a8-9974-18cc5f9933c1', {
        identity: identity('application', '2891555a-92ff-42e6-80fa-6e1300c6b5c6'),
        mediaStreams: [stream('audio', '10', 'sendReceive', null)],
      }),
    ],
  },
  'docs-roster-guest-in-lobby': {
    callId: '2f1a1100-726f-4705-a071-30fb8f6b568f',
    participants: [
      rosterEntry('05491616-385f-44a8-9974-18cc5f9933c1', {
        identity: identity('guest', 'd7a3b999-17ac-4bca-9e77-e6a730d2ec2e'),
        isInLobby: true,
        mediaStreams: [stream('audio', '10', 'sendReceive', null)],
      }),
    ],
  },
  'docs-roster-screenshare-sendonly': {
    callId: '57dab8b1-894c-409a-b240-bd8beae78896',
    participants: [
      rosterEntry('2765eb15-01f8-47c6-b12b-c32111a4a86f', {
        identity: identity('user', '5810cede-f3cc-42eb-b2c1-e9bd5d53ec96'),
        mediaStreams: [stream('videoBasedScreenSharing', '1', 'sendOnly', 'applicationsharing-video')],
      }),
    ],
  },
  // Its two participants have no id, so they cannot be told apart, and the list cannot say who has left.
  'docs-roster-two-added': { callId: '7531d31f-d10d-44de-802f-c569dbca451c', delta: true, participants: [] },
  'docs2018-roster-ismuted-missing': {
    callId: '57dab8b1-894c-409a-b240-bd8beae78896',
    graphCallId: '57DAB8B1894C409AB240BD8BEAE78896',
    participants: [
      rosterEntry('0698446e-77e2-4e4d-85f8-0597083cb830', {
        identity: identity('user', '8a34a46b-3d17-4adc-8dce-dc4e7d572698'),
        isMuted: true,
        mediaStreams: [mainAudio('1')],
      }),
      // 31 characters with a W among them: no GUID, so it stays as it came.
      rosterEntry('123456W77E24E4D85F80597083CB830', {
        identity: identity('application', '1234a46b-3d17-4adc-8dce-dc4e7d556789'),
        mediaStreams: [mainAudio('2')],
      }),
    ],
  },
  'gcb-group-3-roster-bot': { callId: group, participants: [redirectBot] },
  'gcb-group-4-roster-user-joined': {
    callId: group,
    participants: [
      rosterEntry('94c7cfd3-435c-4fab-a678-01cfa0fe149c', {
        identity: identity('user', 'bae01c50-152d-4ebf-b155-388f97651931', groupTenant),
        mediaStreams: [mainAudio('402'), mainVideo('403'), screen('413'), stream('data', '414', 'sendReceive', 'data')],
      }),
      redirectBot,
    ],
  },
  't4j-roster-bot-only': { callId: meeting, participants: [hearingBot] },
  't4j-roster-mute': {
    callId: meeting,
    participants: [hearingBot, hearingUser('0835e100-dd40-43cd-b398-e9942cc97f7c', true, ['2', '3', '9'])],
  },
  't4j-roster-unmute': {
    callId: meeting,
    participants: [hearingBot, hearingUser('0835e100-dd40-43cd-b398-e9942cc97f7c', false, ['2', '3', '9'])],
  },
  't4j-roster-user-joined': {
    callId: meeting,
    participants: [hearingBot, hearingUser('536fde49-b419-43f2-9ca4-606e75bbf4be', true, ['10', '11', '17'])],
  },
};

const payloads = corpus('roster');

it.each(payloads)('reads the published roster $file', ({ file, body }) => {
  const { callId, graphCallId, delta, participants } = EXPECTED[file] ?? { callId: 'no expectation', participants: [] };

  expect(parseNotifications(body)).toStrictEqual({
    kind: 'notifications',
    items: [
      {
        kind: 'roster',
        callId,
        graphCallId: graphCallId ?? callId,
        delta: delta ?? false,
        sequenceNumber: null,
        participants,
      },
    ],
  });
});

it('has an expectation for every published roster, and none for a file that is gone', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(payloads.map(({ file }) => file).sort());
});
