import { expect, it } from 'vitest';
import { corpus, corpusFamilies } from './published-payloads.fixture.js';
import { redactNotification } from './redact.js';
import { REDACTED, redactText } from './redact-text.js';

const thread = '19%3ameeting_NjU0ZDZmOTEtMTIzNC00%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%7d';
const base64 = Buffer.from(Array.from({ length: 120 }, (_, at) => (at * 89) % 256));

it.each([
  `https://teams.microsoft.com/l/meetup-join/${thread}`,
  'Join: https://teams.microsoft.com/meet/2391234567890?p=ZrTq81 or by phone',
  'https://TEAMS.live.com/meet/9312345678901',
  'https://gov.teams.microsoft.us/l/meetup-join/19%3ameeting_x',
  'https://teams.cloud.microsoft/meet/2391234567890',
  'https://go.example/?u=https%3A%2F%2Fteams.live.com%2Fmeet%2F9312345678901',
  'https://teams.microsoft.com/v2/?meetingjoin=true#/l/meetup-join/19:x',
  'https://meet.lync.com/contoso/kim/Q1W2E3',
  'Call of kim.beispiel+teams@mail.contoso.com ended',
  'sip:kim@contoso.com',
  'https://x/?upn=kim%40contoso.com',
  'Authorization: Bearer abcdefgh.ijkl',
  'id=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln&x=1',
  // Short ones, in the characters of an id.
  'MeetUp-Join',
  'eyJhbGci.eyJpc3Mi.c2ln',
  `key ${base64.toString('base64url')}`,
  `blob=${base64.toString('base64').replaceAll('=', '')};`,
])('blanks %s', (text) => {
  expect(redactText(text)).toBe(REDACTED);
});

it.each([
  '19:meeting_ZWU2Y2U5YWItMjk2OS00ZjA5LWJkMWYtNmI5YTcxYmYzODY0@thread.v2',
  '19:30fad2ce-8989-41a1-8a66-f6636e629a2a_57dab8b1-894c-409a-b240-bd8beae78896@unq.gbl.spaces',
  '19:7a4f@thread.tacv2',
  '19:7a4f@thread.skype',
  'participants@odata.context',
  '/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/contentSharingSessions/0FE0623FD62842EDB4BD8AC290072CC5',
  '/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896/participants/30fad2ce-8989-41a1-8a66-f6636e629a2a',
  'This conversation has ended as only one participant was remaining in the conversation.. DiagCode: 0#5010.@',
  '8:orgid:30fad2ce-8989-41a1-8a66-f6636e629a2a',
  '+14255550123',
  'the team meets on teams',
])('leaves %s as it is', (text) => {
  expect(redactText(text)).toBe(text);
});

it('blanks no id and no path of a published notification', () => {
  const kept = /^(id|resource|resourceUrl|@odata\.\w+|threadId|callChainId|tenantId|\w+ParticipantId)$/;
  const changed: unknown[] = [];
  const compare = (before: unknown, after: unknown): void => {
    if (typeof before !== 'object' || before === null || after === REDACTED) return;
    for (const [name, value] of Object.entries(before)) {
      const stored = (after as Record<string, unknown>)[name];
      if (kept.test(name) && typeof value === 'string' && stored !== value) changed.push([name, value]);
      compare(value, stored);
    }
  };

  for (const { body } of corpusFamilies().flatMap((family) => corpus(family))) compare(body, redactNotification(body));

  expect(changed).toEqual([]);
});

it.each([
  ['word characters', 'a'],
  ['dots', 'a.'],
  ['at signs', 'a@'],
  ['a host without an end', 'teams.'],
  ['mail addresses without an end', 'a@b.'],
  ['bearers without a token', 'bearer '],
  ['JWTs without an end', 'eyJ.'],
])(
  'is done with a body full of %s before the test is stopped: its time grows with the length, not its square',
  (_what, piece) => {
    const text = piece.repeat(Math.floor((256 * 1024) / piece.length));

    expect([text, REDACTED]).toContain(redactText(text));
  },
);
