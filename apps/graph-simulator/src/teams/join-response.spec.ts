import { expect, it } from 'vitest';
import { joinResponse } from './join-response.js';

it.each([
  ['no JSON', 200, 'yes'],
  ['a type of another spelling', 200, '{"@odata.type":"microsoft.graph.acceptJoinResponse"}'],
  ['a rejection without its reason', 200, '{"@odata.type":"#microsoft.graph.rejectJoinResponse"}'],
  ['an invitation to nowhere', 200, '{"@odata.type":"#microsoft.graph.inviteNewBotResponse","inviteUri":"uri"}'],
  ['a word more than metadata knows', 200, '{"@odata.type":"#microsoft.graph.acceptJoinResponse","id":"1"}'],
  ['another status', 202, '{"@odata.type":"#microsoft.graph.acceptJoinResponse"}'],
  ['no reply', null, ''],
])('does not understand %s', (_what, status, text) => {
  expect(joinResponse(status, text)).toEqual({ kind: 'notUnderstood' });
});
