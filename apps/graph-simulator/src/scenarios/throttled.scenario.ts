import type { Scenario } from './scenario.js';

/** 429 in the answer window: worth one repeat if the time that Graph asks for leaves room for it. */
export const throttled: Scenario = {
  name: 'throttled',
  title: 'Graph throttles the first answer',
  explain: [
    'Teams invites the application for a user under policy',
    'Graph answers the first attempt with 429 and asks to wait a second',
    'The recorder repeats the answer in time, and the call is recorded',
  ],
  async play(stage) {
    const fault = { verb: 'answer', status: 429, retryAfterSeconds: 1, times: 1 } as const;
    const { leg, conversation } = stage.policyCall({ graph: [fault] });
    await stage.answered(leg);
    await stage.established(leg);
    await stage.recording(leg);
    await stage.wait(Math.min(stage.talkMs, 2_000), 'People talk for a little');
    stage.end(conversation);
    await stage.ended(leg, 1_000);
  },
};
