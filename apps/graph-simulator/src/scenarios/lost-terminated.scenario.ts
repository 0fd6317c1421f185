import type { Scenario } from './scenario.js';

/** A leg may vanish without a word (microsoft-graph-comms-samples #297, #824); only keepAlive can tell then. */
export const lostTerminated: Scenario = {
  name: 'lost-terminated',
  title: 'The end of the call is never told',
  explain: [
    'A call under policy is answered, established and recorded',
    'People hang up, but the notification of the end is lost',
    'From now on keepAlive, and everything else, is answered with 404 and code 8522',
  ],
  async play(stage) {
    const { leg, conversation } = stage.policyCall({ notifications: [{ kind: 'terminated', effect: 'lose' }] });
    await stage.answered(leg);
    await stage.established(leg);
    await stage.recording(leg);
    await stage.wait(Math.min(stage.talkMs, 2_000), 'People talk for a little');
    stage.end(conversation);
    stage.note('The notification of the end was lost; the recorder learns of it by keepAlive only');
  },
};
