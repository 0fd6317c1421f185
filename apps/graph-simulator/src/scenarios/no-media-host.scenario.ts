import { Unexpected } from './unexpected.js';
import type { Scenario } from './scenario.js';

/** A recorder without a host for the media must say so at once, so that Teams can act on its policy. */
export const noMediaHost: Scenario = {
  name: 'no-media-host',
  title: 'The recorder has no media host to offer',
  explain: [
    'Beforehand: stop or drain every media host',
    'Teams invites the application for a user under policy',
    'The recorder rejects, rather than let the five seconds run out',
    'The rejected call is deleted, perhaps without a state',
  ],
  async play(stage) {
    const { leg } = stage.policyCall();
    if (await stage.declined(leg)) return;
    throw new Unexpected('it was answered: is there still a media host?');
  },
};
