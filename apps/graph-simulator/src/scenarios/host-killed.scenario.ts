import { hostOf } from './media-of.js';
import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** A media host dies with the media of a running call. */
export const hostKilled: Scenario = {
  name: 'host-killed',
  title: 'A media host dies during a meeting',
  explain: [
    'A meeting is recorded, with its media on one host',
    'The host is killed; the system starts it again, but it knows nothing of the call any more',
    'The recorder learns of it by the host itself or by its silence of 15 s, and reports failed: Teams takes the banner away',
    'A second user joins. The leg has lost its media, so the reply is inviteNewBot, and the new call is recorded',
    'What the first leg kept before is on record, and so is the interval that was lost',
  ],
  async play(stage) {
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording');
    conversation.join(stage.person());
    const [first] = await stage.comes(conversation, stage.person(policy));
    if (!first?.leg) throw new Unexpected('nobody was invited');
    await stage.recorded(first.leg);
    await stage.wait(stage.talkMs / 2, 'The meeting talks');

    const host = await hostOf(first.leg, stage);
    await stage.desk.kill(host);
    stage.note(`${host} is killed`);
    const killedAt = Date.now();
    await stage.expect(first.leg, 'word of the failure', ({ recordingStatus }) => recordingStatus === 'failed', 25_000);
    stage.note(`The recorder reported failed ${((Date.now() - killedAt) / 1_000).toFixed(1)} s later`);

    const [second] = await stage.comes(conversation, stage.person(policy));
    const reply = second?.asked[0]?.response.kind ?? 'nothing';
    if (reply !== 'inviteNewBot') throw new Unexpected(`the second user got ${reply}, not inviteNewBot`);
    if (!second?.leg) throw new Unexpected('the second user was invited nowhere');
    await stage.recorded(second.leg);
    stage.note(`The second user is recorded by a leg of its own, on ${await hostOf(second.leg, stage)}`);
    await stage.wait(stage.talkMs / 2, 'The meeting talks on');
    stage.expectRecording(second.leg, 'the new leg');
    stage.end(conversation);
    for (const leg of stage.legs) await stage.ended(leg, 1_000);
  },
};
