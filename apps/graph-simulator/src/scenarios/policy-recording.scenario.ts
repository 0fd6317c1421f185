import type { Scenario } from './scenario.js';

/** Example 3 of the page "call: answer". */
export const policyRecording: Scenario = {
  name: 'policy-recording',
  title: 'A call under a recording policy',
  explain: [
    'Two people call each other; one of them is under a recording policy that names our application',
    'Teams invites the application with the notification of example 3 of the answer page, and allows five seconds',
    'The recorder answers with media of its own and a participantCapacity',
    'The call is established, the roster follows, and the recorder reports that it records',
    'People talk for some seconds, then hang up',
  ],
  async play(stage) {
    const conversation = stage.conversation('oneToOne');
    const observed = stage.person(stage.policy('Test Policy'));
    conversation.join(observed);
    conversation.join(stage.person());

    const { leg } = stage.invite(conversation, observed, { fixture: 'answer-page-3-policy-recording' });
    await stage.answered(leg);
    await stage.established(leg);
    await stage.recording(leg);
    await stage.wait(stage.talkMs, `People talk for ${stage.talkMs / 1_000} s`);
    stage.end(conversation);
    await stage.ended(leg, 1_000);
  },
};
