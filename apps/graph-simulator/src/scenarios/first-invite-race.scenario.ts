import { Crowd } from './crowd.js';
import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** microsoft-graph-comms-samples #660: before the first answer Teams knows no capacity, so everybody is invited apart. */
export const firstInviteRace: Scenario = {
  name: 'first-invite-race',
  title: 'Five users join before the first answer',
  explain: [
    'Five users under one policy join at the same moment',
    'Teams learns from an answer only how many participants one leg takes, so it sends five invitations for one meeting',
    'Each of them is answered: hanging one up would throw its user out. All five are one conversation with one primary leg',
    'A sixth user joins later, and is asked of a leg that has room',
    'The meeting ends for all',
  ],
  async play(stage) {
    const people = stage.people(5);
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording');
    const crowd = new Crowd(stage, conversation, policy);

    stage.note(`${people} users join at once`);
    await crowd.together(people);
    if (stage.legs.length !== people) throw new Unexpected(`${stage.legs.length} invitations were sent, not ${people}`);
    for (const leg of stage.legs) await stage.recorded(leg);
    crowd.expectAllRecordedOnce();

    const [sixth] = await crowd.one();
    if (sixth?.asked.length !== 1 || sixth.invited)
      throw new Unexpected('the last user was not taken by a leg there is');
    stage.note('One more user joined a leg there is');
    await stage.wait(stage.talkMs / 3, 'The meeting talks');
    stage.legs.forEach((leg, index) => stage.expectRecording(leg, `leg ${index + 1}`));
    stage.end(conversation);
    for (const leg of stage.legs) await stage.ended(leg, 1_000);
  },
};
