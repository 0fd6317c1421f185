import { RESULTS } from '../teams/results.js';
import type { Scenario } from './scenario.js';

/** The platform cannot reach the host that the blob names: the usual sign of a wrong address or certificate. */
export const mediaUnreachable: Scenario = {
  name: 'media-unreachable',
  title: 'The media host cannot be reached',
  explain: [
    'Teams invites the application for a user under policy, and the recorder answers',
    'The media platform dials the host that the answer names, and gets no connection',
    'The call ends with 500/1005 after establishing; established never comes',
  ],
  async play(stage) {
    const { leg } = stage.policyCall({}, 'unreachable');
    await stage.answered(leg);
    await stage.ended(leg, 5_000);
    stage.expectResult(leg, RESULTS.mediaUnreachable);
  },
};
