import type { Scenario } from './scenario.js';

/** Bot grouping as in example 3 of the page "call: answer": one leg for many users, as long as it has room. */
export const meeting: Scenario = {
  name: 'meeting',
  title: 'A meeting with several users under policy',
  explain: [
    'Two guests and one user under policy meet; the application is invited for the user',
    'The recorder answers, and reports that it records',
    'A second user under the same policy joins: with participantCapacity left the leg is asked, otherwise invited anew',
    'A third one joins, and everybody may be on one leg or on three',
    'The second user leaves; the recorder is told of the departure and of the roster',
    'The meeting ends for all',
  ],
  async play(stage) {
    const conversation = stage.conversation('meeting');
    const policy = stage.policy('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording');
    const [first, second, third] = [stage.person(policy), stage.person(policy), stage.person(policy)];
    for (const person of [stage.person(), stage.person(), first]) conversation.join(person);

    const { leg } = stage.invite(conversation, first, { fixture: 'policy-recording-as-seen' });
    await stage.answered(leg);
    await stage.established(leg);
    await stage.recording(leg);
    await stage.wait(stage.talkMs / 3, 'The meeting talks');
    await stage.joins(conversation, second);
    await stage.joins(conversation, third);
    await stage.wait(stage.talkMs / 3, 'The meeting talks on');
    stage.teams.leaves(conversation, second);
    await stage.wait(stage.talkMs / 3, 'The second user under policy left');
    stage.end(conversation);
    for (const each of stage.legs) await stage.ended(each, 1_000);
  },
};
