import { RESULTS } from '../teams/results.js';
import type { Scenario } from './scenario.js';

/** Example 1 of the page "call: answer". */
export const peerToPeer: Scenario = {
  name: 'peer-to-peer',
  title: 'Somebody calls the application',
  explain: [
    'A person calls the application itself; no policy is involved, and fifteen seconds are allowed',
    'A recorder whose policy declines direct calls rejects: the story ends there, as told',
    'One whose policy answers them does so with media hosted by the service, and names what to prefetch',
    'No roster is sent for such a call; after two seconds the caller hangs up',
  ],
  async play(stage) {
    const conversation = stage.conversation('direct');
    const caller = stage.person();
    conversation.join(caller);

    const { leg } = stage.invite(conversation, caller, {
      fixture: 'answer-page-1-peer-to-peer',
      kind: 'direct',
      idSpelling: 'upper32',
    });
    if (await stage.declined(leg)) return;
    await stage.answered(leg);
    stage.note(`Prefetch: ${leg.answer?.mediaConfig.preFetchMedia?.length ?? 0} prompts`);
    await stage.established(leg);
    await stage.wait(2_000, 'The caller listens for 2 s');
    stage.end(conversation, RESULTS.otherPartyEnded);
    await stage.ended(leg, 1_000);
  },
};
