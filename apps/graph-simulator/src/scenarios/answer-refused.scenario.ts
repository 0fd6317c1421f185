import type { Scenario } from './scenario.js';

/** The tenant never consented, or took it back: Graph says so with 403 and code 7504. */
export const answerRefused: Scenario = {
  name: 'answer-refused',
  title: 'Graph refuses the answer',
  explain: [
    'Teams invites the application for a user under policy',
    'Graph refuses every answer with 403 and code 7504: consent is missing in this tenant',
    'Repeating does not help; after five seconds the invitation is void and the call ends',
  ],
  async play(stage) {
    const message = 'Insufficient enterprise tenant permissions, cannot access this API.';
    const { leg } = stage.policyCall({ graph: [{ verb: 'answer', status: 403, code: '7504', message }] });
    await stage.ended(leg, 7_000);
    stage.expectUnanswered(leg);
  },
};
