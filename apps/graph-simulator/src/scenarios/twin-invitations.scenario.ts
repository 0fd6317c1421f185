import { expectTwoHosts } from './media-of.js';
import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** ConcurrentInvitationCount 2 (protocol §13.3): the same application twice, so that one may fail. */
export const twinInvitations: Scenario = {
  name: 'twin-invitations',
  title: 'Two recorders of one application for each user',
  explain: [
    'The policy has ConcurrentInvitationCount 2: for one user the application is invited twice, by two calls',
    'Both are answered, with media on two different hosts, so that no single failure ends both recordings',
    'A second user joins and is asked of both',
    'The media of the first recorder is cut: it reports that it failed, and the second one records on',
    'From then on everybody is recorded once instead of twice: a fall of coverage that the recorder has on record',
  ],
  async play(stage) {
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoTwins', 'twin');
    conversation.join(stage.person());

    await stage.comes(conversation, stage.person(policy));
    const [one, other] = stage.legs;
    if (!one || !other) throw new Unexpected('there were no two invitations');
    stage.note('Two invitations were sent for one user');
    for (const leg of [one, other]) await stage.recorded(leg);
    await expectTwoHosts(stage, one, other);

    const second = await stage.comes(conversation, stage.person(policy));
    if (!second.every(({ leg, invited }) => leg && !invited))
      throw new Unexpected('a twin did not take the second user');
    stage.note('A second user joined both recorders');
    await stage.wait(stage.talkMs / 3, 'The meeting talks, recorded twice');

    stage.teams.cutMedia(one);
    stage.note('The media of the first recorder is cut');
    await stage.expect(one, 'word of the failure', ({ recordingStatus }) => recordingStatus === 'failed', 20_000);
    stage.note('The first recorder reports that it failed');
    await stage.wait(stage.talkMs / 3, 'The meeting talks on, recorded once');
    stage.expectRecording(other, 'the second recorder');
    stage.end(conversation);
    for (const leg of stage.legs) await stage.ended(leg, 1_000);
  },
};
