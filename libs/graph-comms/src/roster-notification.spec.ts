import { expect, it } from 'vitest';
import type { CommsNotification } from './notification.js';
import { parseJsonText } from '@app/platform';
import { parseNotifications } from './notifications.js';
import { readRoster } from './roster-notification.js';

function parseOne(tail: string, resourceData: unknown, changeType = 'updated'): CommsNotification | undefined {
  const body = parseNotifications({
    value: [{ changeType, resourceUrl: `/communications/calls/c1${tail}`, resourceData }],
  });
  return body.kind === 'notifications' ? body.items[0] : undefined;
}

it.each([
  ['7', '7'],
  ['"7"', '7'],
  ['9007199254740993', '9007199254740993'],
  ['"9007199254740993"', '9007199254740993'],
  ['9223372036854775807', '9223372036854775807'],
  ['9223372036854775808', null],
  ['-1', null],
  ['7.5', null],
  ['1e400', null],
  ['"seven"', null],
  ['null', null],
])('reads the sequence number %s to the last digit, or not at all', (written, sequenceNumber) => {
  const roster = `[{ "participants": [], "sequenceNumber": ${written} }]`;
  const entry = `[{ "id": "p1", "rosterSequenceNumber": ${written} }]`;

  expect(readRoster(parseJsonText(roster)?.json)).toMatchObject({ delta: true, sequenceNumber });
  expect(readRoster(parseJsonText(entry)?.json)).toMatchObject({ delta: false, sequenceNumber });
});

it('takes the greatest sequence number of the entries as the version of a full roster', () => {
  const roster = readRoster([
    { id: 'p1', rosterSequenceNumber: '9007199254740993' },
    { id: 'p2' },
    { id: 'p3', rosterSequenceNumber: '9007199254740994' },
    { id: 'p4', rosterSequenceNumber: 12 },
  ]);

  expect(roster.sequenceNumber).toBe('9007199254740994');
});

it('reads an empty list as "nobody is there"', () => {
  expect(parseOne('/participants', [])).toMatchObject({ kind: 'roster', delta: false, participants: [] });
});

it.each([null, 'nobody', 0, undefined])('does not read %j as "all have left"', (resourceData) => {
  expect(parseOne('/participants', resourceData)).toMatchObject({ kind: 'unsupported' });
});

it('does not let a list with an entry that it cannot name end the presence of anybody', () => {
  expect(readRoster([{ id: 'p1' }, { id: null }])).toMatchObject({
    delta: true,
    participants: [{ participantId: 'p1' }],
  });
});

it('does not take one participant in place of the list for "all others have left"', () => {
  expect(parseOne('/participants', { id: 'p1' })).toMatchObject({
    kind: 'roster',
    delta: true,
    participants: [{ participantId: 'p1' }],
  });
});

it('counts somebody who is listed with two endpoints once', () => {
  const { participants, delta } = readRoster([
    { id: 'C3D4E5F6666640718293C4D5E6F70819', isMuted: true },
    { id: 'c3d4e5f6-6666-4071-8293-c4d5e6f70819', isMuted: false },
  ]);

  expect({ delta, participants }).toMatchObject({ delta: false, participants: [{ isMuted: false }] });
  expect(participants).toHaveLength(1);
});

it('takes a single participant for a change, and its deletion for a leave', () => {
  const entry = { participantId: 'p1', removed: false };

  expect(parseOne('/participants/p1', { isMuted: true })).toMatchObject({
    kind: 'roster',
    delta: true,
    participants: [{ ...entry, isMuted: true }],
  });
  expect(parseOne('/participants/p1', undefined, 'deleted')).toMatchObject({
    delta: true,
    participants: [{ ...entry, removed: true }],
  });
});

it('keeps source ids that come as numbers, and streams of a kind it does not know', () => {
  const { participants } = readRoster([
    {
      id: 'p1',
      mediaStreams: [{ mediaType: 'Audio', sourceId: 42, direction: 'SENDONLY' }, { sourceId: '007' }, 'odd'],
    },
  ]);

  expect(participants[0]?.mediaStreams).toEqual([
    { mediaType: 'audio', sourceId: '42', direction: 'sendOnly', label: null },
    { mediaType: 'unknown', sourceId: '007', direction: null, label: null },
  ]);
});
