import { hostOf } from './media-of.js';
import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** Planned work on a media host: what runs there runs out, and nothing new comes. */
export const hostDrained: Scenario = {
  name: 'host-drained',
  title: 'A media host is drained during a meeting',
  explain: [
    'A meeting is recorded, with its media on one host',
    'The host is drained: no new call goes there, and what runs there goes on',
    'A second user joins. The leg has room, yet its host takes nobody: the reply is inviteNewBot with our own inviteUri',
    'Teams invites the application there, and the call is answered with media on another host: a second leg of the conversation',
    'Both legs record until the meeting ends; then the host works again',
  ],
  async play(stage) {
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording');
    conversation.join(stage.person());
    const [first] = await stage.comes(conversation, stage.person(policy));
    if (!first?.leg) throw new Unexpected('nobody was invited');
    await stage.recorded(first.leg);

    const host = await hostOf(first.leg, stage);
    await stage.desk.drain(host);
    try {
      stage.note(`${host} is drained`);
      const [second] = await stage.comes(conversation, stage.person(policy));
      const reply = second?.asked[0]?.response.kind ?? 'nothing';
      if (reply !== 'inviteNewBot') throw new Unexpected(`the second user got ${reply}, not inviteNewBot`);
      if (!second?.leg) throw new Unexpected('the second user was invited nowhere');
      stage.note('The second user was sent to a new bot, and the application invited at its inviteUri');
      await stage.recorded(second.leg);
      const otherHost = await hostOf(second.leg, stage);
      if (otherHost === host) throw new Unexpected(`the new leg is on ${host}, too`);
      stage.note(`The new leg has its media on ${otherHost}`);
      await stage.wait(stage.talkMs / 2, 'The meeting talks');
      stage.expectRecording(first.leg, 'the leg on the drained host');
      stage.expectRecording(second.leg, 'the new leg');
    } finally {
      await stage.desk.resume(host);
    }
    stage.note(`${host} works again`);
    stage.end(conversation);
    for (const leg of stage.legs) await stage.ended(leg, 1_000);
  },
};
