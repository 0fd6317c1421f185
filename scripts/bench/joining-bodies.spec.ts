import { expect, it } from 'vitest';
import { decisionOf } from './joining-bodies.js';
import { isTaken } from './notification-sender.js';

const posted = (status: number, text = '') => {
  return { sentMs: 0, repliedMs: 1, status, decision: decisionOf({ status, text }) };
};
const told = (type: string) => JSON.stringify({ '@odata.type': `#microsoft.graph.${type}` });

it.each([
  ['a notification that was stored', posted(202), true],
  ['one that was not', posted(503), false],
  ['one that was refused', posted(401), false],
  ['a joining that was let in', posted(200, told('acceptJoinResponse')), true],
  ['a joining that was told busy', posted(200, told('rejectJoinResponse')), false],
  ['a joining that was sent to a bot of its own', posted(200, told('inviteNewBotResponse')), false],
  ['no reply', { sentMs: 0, repliedMs: 10_000, status: null, decision: '' }, false],
])('%s: taken or not', (_what, one, taken) => {
  expect(isTaken(one)).toBe(taken);
});
