import type { Scenario } from './scenario.js';

/** Graph takes longer than the five seconds that a recording invitation lives. */
export const lateAnswer: Scenario = {
  name: 'late-answer',
  title: 'Graph is slow, and the answer comes too late',
  explain: [
    'Teams invites the application for a user under policy',
    'Graph takes six seconds to look at the answer; after five the invitation is void',
    'The answer, if somebody still waits for it, is refused with 404 and code 8522',
    'The call ends with 408/8544: the recorder has missed it, and should know it',
  ],
  async play(stage) {
    const { leg } = stage.policyCall({ graph: [{ verb: 'answer', latencyMs: 6_000 }] });
    await stage.ended(leg, 7_000);
    stage.expectUnanswered(leg);
    stage.note('Teams called the call off');
  },
};
