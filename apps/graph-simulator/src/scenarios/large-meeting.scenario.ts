import { Crowd } from './crowd.js';
import type { Scenario } from './scenario.js';
import { Unexpected } from './unexpected.js';

/** One recorder for a whole meeting, as far as the capacity of its policy goes. */
export const largeMeeting: Scenario = {
  name: 'large-meeting',
  title: 'Three hundred users under one policy meet',
  explain: [
    'The first user joins, and the application is invited; its answer tells how many participants one leg takes',
    '299 others join one after another: each is asked of a leg with room, and the reply decides at once',
    'A leg that is full is not asked any more, and the application is invited anew: 300 users and a capacity of 100 are three legs',
    'Everybody is recorded by exactly one leg; to the recorder all legs are one conversation',
    'The meeting ends for all',
  ],
  async play(stage) {
    const people = stage.people(300);
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording');
    const crowd = new Crowd(stage, conversation, policy);

    const [first] = await crowd.one();
    if (!first?.leg) throw new Unexpected('the first user was not invited for');
    await stage.recorded(first.leg);
    const capacity = Math.max(1, first.leg.answer?.participantCapacity ?? 1);
    const expected = Math.ceil(people / capacity);
    stage.note(`${people} users and room for ${capacity} on a leg: ${expected} legs are to be expected`);

    await (stage.together ? crowd.together(people - 1) : crowd.oneAfterAnother(people - 1, 50));
    crowd.expectAllRecordedOnce();
    if (stage.legs.length !== expected) throw new Unexpected(`there are ${stage.legs.length} legs, not ${expected}`);

    for (const leg of stage.legs) {
      await stage.expect(leg, 'recording', ({ recordingStatus }) => recordingStatus === 'recording', 10_000);
    }
    await stage.wait(stage.talkMs / 3, 'The meeting talks, recorded by every leg');
    stage.legs.forEach((leg, index) => stage.expectRecording(leg, `leg ${index + 1}`));
    stage.end(conversation);
    for (const leg of stage.legs) await stage.ended(leg, 1_000);
  },
};
