import { expect, it } from 'vitest';
import { corpus, readJson } from './published-payloads.fixture.js';
import { MAX_NESTING, redactNotification } from './redact.js';

const nest = (levels: number, innermost: string) =>
  JSON.parse('[{"a":'.repeat(levels / 2) + JSON.stringify(innermost) + '}]'.repeat(levels / 2)) as unknown;

it('blanks the join token of an invite and keeps everything else', () => {
  const invite = readJson('examples/02-incoming-call-wild-one-to-one.json');
  const expected = JSON.stringify(invite).replace('"opaque-join-token"', '"[redacted]"');

  expect(JSON.stringify(redactNotification(invite))).toBe(expected);
});

it.each([
  ['roster', ['John', 'Calling Bot', 'Guest User', 'Robin Test Two', 'RedirectBot', 'Kim Beispiel', 'rc=<redacted>']],
  ['call-update', ['Bob', 'service-account-teams']],
  ['incoming-other', ['Test User', 'Alex Example', 'John']],
  ['incoming-pbr', ['join token']],
  ['operation', ['<access-token>']],
  ['tone', ['tone1', 'tone4']],
  ['foreign', ['secretClientValue', 'Online Hearings']],
])('stores no name and no secret of the published family %s', (family, secrets) => {
  const published = JSON.stringify(corpus(family).map(({ body }) => body));
  const stored = JSON.stringify(corpus(family).map(({ body }) => redactNotification(body)));

  for (const secret of secrets) {
    expect(published).toContain(secret);
    expect(stored).not.toContain(secret);
  }
});

it.each([
  [
    { meetingInfo: { Token: ['a', { b: 'c' }], PASSCODE: 1 } },
    { meetingInfo: { Token: '[redacted]', PASSCODE: '[redacted]' } },
  ],
  [{ mediaConfig: { blob: '{"mpUri":""}' } }, { mediaConfig: { blob: '[redacted]' } }],
  [
    { displayName: null, subject: '', MeetingUrl: 'https://x' },
    { displayName: null, subject: '[redacted]', MeetingUrl: '[redacted]' },
  ],
  [
    { metadata: 'own words', applicationMetadata: { botData: {} } },
    { metadata: '[redacted]', applicationMetadata: { botData: {} } },
  ],
  [{ toneInfo: { sequenceId: 1, tone: 'tone1' } }, { toneInfo: { sequenceId: 1, tone: '[redacted]' } }],
  [{ note: 'Authorization: Bearer abcdefgh.ijkl' }, { note: '[redacted]' }],
  [{ note: 'the bearer of this' }, { note: 'the bearer of this' }],
  [['?a=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'], ['[redacted]']],
  [['a.eyJhbGciOiJub25lIn0.eyJ9.'], ['[redacted]']],
  [{ 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln': 1 }, { '[redacted]': 1 }],
  [
    ['19:meeting_ZeyJhb@thread.v2', 'eyJ', '8:orgid:eyJ.x'],
    ['19:meeting_ZeyJhb@thread.v2', 'eyJ', '8:orgid:eyJ.x'],
  ],
  [
    ['nul\0', { 'half\udc00': 1 }],
    ['nul\uFFFD', { 'half\uFFFD': 1 }],
  ],
  [
    [1, 1.5, true, null, '', 'x'],
    [1, 1.5, true, null, '', 'x'],
  ],
  ['text', 'text'],
  [null, null],
])('stores %j as %j', (body, stored) => {
  expect(redactNotification(body)).toEqual(stored);
});

it('stores a member called __proto__ as any other, and leaves every object as it was', () => {
  const stored = redactNotification(
    JSON.parse('{"__proto__":{"polluted":true,"token":"t"},"constructor":{"prototype":1}}'),
  );

  expect(JSON.stringify(stored)).toBe(
    '{"__proto__":{"polluted":true,"token":"[redacted]"},"constructor":{"prototype":1}}',
  );
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('cuts what is nested deeper than a notification can be', () => {
  expect(JSON.stringify(redactNotification(nest(MAX_NESTING, 'deep')))).toContain('deep');
  expect(JSON.stringify(redactNotification(nest(MAX_NESTING + 2, 'deep')))).toMatch(/"\[nested too deeply\]"/);
  expect(JSON.stringify(redactNotification(nest(100_000, 'deep')))).not.toContain('deep"');
});
