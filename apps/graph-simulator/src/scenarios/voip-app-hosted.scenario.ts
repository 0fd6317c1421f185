import { randomUUID } from 'node:crypto';
import { RESULTS } from '../teams/results.js';
import type { Scenario } from './scenario.js';

/** Example 2 of the page "call: answer". */
export const voipAppHosted: Scenario = {
  name: 'voip-app-hosted',
  title: 'Somebody calls the application, which hosts the media',
  explain: [
    'A person calls the application itself',
    'A recorder whose policy declines direct calls rejects: the story ends there, as told',
    'One that answers hosts the media and may ask for content sharing notifications in callOptions',
    'Established may come before establishing: the documents warn of it, and the seed decides',
    'The caller shares the screen and stops sharing; both are told if they were asked for',
    'The caller hangs up',
  ],
  async play(stage) {
    const conversation = stage.conversation('direct');
    const caller = stage.person();
    conversation.join(caller);

    const { leg } = stage.invite(conversation, caller, {
      fixture: 'answer-page-2-app-hosted',
      kind: 'direct',
      idSpelling: 'upper32',
      establishedFirst: stage.random.chance(0.5),
    });
    if (await stage.declined(leg)) return;
    await stage.answered(leg);
    await stage.established(leg);
    const sessionId = randomUUID();
    await stage.wait(500, `Content sharing ${leg.contentSharingNotifications ? 'is' : 'is not'} to be told`);
    stage.teams.shares(conversation, caller, true, sessionId);
    await stage.wait(1_000, 'The caller shares the screen');
    stage.teams.shares(conversation, caller, false, sessionId);
    await stage.wait(500, 'The caller stops sharing');
    stage.end(conversation, RESULTS.otherPartyEnded);
    await stage.ended(leg, 1_000);
  },
};
