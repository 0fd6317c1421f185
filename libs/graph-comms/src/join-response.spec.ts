import { expect, it } from 'vitest';
import { joinResponse, type JoinDecision } from './join-response.js';
import { readJson } from './published-payloads.fixture.js';

it.each<[JoinDecision, string]>([
  [{ kind: 'accept' }, '40-accept-join-response'],
  [{ kind: 'reject', reason: 'busy' }, '41-reject-join-response'],
  [{ kind: 'inviteNewBot', inviteUri: 'https://rec2.contoso.com/api/calling' }, '42-invite-new-bot-response'],
])('answers a joining participant with exactly the documented body: %j', (decision, example) => {
  expect(JSON.stringify(joinResponse(decision))).toBe(JSON.stringify(readJson(`examples/${example}.json`)));
});

it.each([
  ['accept', { kind: 'accept' }, 'docs-joining-response-accept'],
  ['invite a new bot', { kind: 'inviteNewBot', inviteUri: 'uri' }, 'docs-joining-response-invitenewbot'],
] as const)('says nothing beyond the page when it answers with %s', (_, decision, page) => {
  const { '@odata.type': _type, ...rest } = joinResponse(decision);

  expect(rest).toEqual(readJson(`corpus/participant-joining/${page}.json`).body);
});
