import type { Conversation, Session } from '@app/contracts';
import { expect, it } from 'vitest';
import { legLines, remarkable } from './leg-lines.js';

type Leg = Conversation['legs'][number];

const session = {
  response: 'answered',
  responseMs: 60,
  missed: null,
  participantCapacity: 3,
  recordingStartedAt: '2026-01-15T09:00:00.500Z',
  recordingStoppedAt: '2026-01-15T09:00:06.000Z',
  endedAt: '2026-01-15T09:00:06.010Z',
  endReason: { code: 200, subcode: 5001, message: 'The conversation has ended.' },
} as Session;
const first = { sessionId: 's1', isPrimary: true, lane: 0, spilledFrom: null, mediaHostId: 'media-host-1' } as Leg;
const spilled = { ...first, sessionId: 's2', isPrimary: false, spilledFrom: 's1' };

const event = (type: string, data: Record<string, unknown> = {}) => ({
  at: '2026-01-15T09:00:01.000Z',
  type: `recording.${type}`,
  cause: 'teams',
  messageId: null,
  data,
});

it('tells of a leg whom it took, whom it sent away, and where it kept what', () => {
  const events = [
    event('ParticipantAdmitted'),
    event('ParticipantAdmitted'),
    event('ParticipantNotAdmitted'),
    event('SegmentKept'),
  ];

  expect(legLines(first, session, events, [first, spilled])).toEqual([
    '  leg 1  (primary)',
    '    response     answered after 60 ms',
    '    took         3 of 3 participants, sent 1 away',
    '    recording    from 09:00:00.500 to 09:00:06.000 on media-host-1',
    '    kept         1 segment(s)',
    '    ended        09:00:06.010, 200/5001 The conversation has ended.',
  ]);
});

it('tells which leg a leg was spilled from, and which is the second of twins', () => {
  expect(legLines(spilled, session, [], [first, spilled])[0]).toBe('  leg 2  (sent away from leg 1)');
  expect(legLines({ ...first, lane: 1, isPrimary: false }, session, [], [first])[0]).toBe('  leg 1  (second of twins)');
});

it('a leg that was not answered took nobody', () => {
  const rejected = { ...session, response: 'rejected', participantCapacity: null } as Session;

  expect(legLines(first, rejected, [], [first])[2]).toBe('    took         0 of 1 participants');
});

const interval = (from: number, to: number) => {
  const time = (ms: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, 0, ms)).toISOString();
  return { from: time(from), to: time(to) };
};

it('what is no part of an ordinary call is told, and nothing else', () => {
  const events = [
    event('CallEstablished'),
    event('MediaLost', { since: '2026-01-15T09:00:00.250Z' }),
    event('MediaLost', {}),
    event('MediaReconciled', { ...interval(250, 4_250), missing: [] }),
    event('MediaReconciled', { ...interval(250, 9_250), missing: [interval(250, 1_000), interval(8_000, 9_250)] }),
    event('HangUpOrdered', { reason: 'alone' }),
    event('CoverageFell', { from: 'double', to: 'single', because: 'recorderLeft' }),
  ];

  expect(remarkable(events)).toEqual([
    '! 09:00:01.000   media lost since 09:00:00.250',
    '! 09:00:01.000   media lost',
    '! 09:00:01.000   of 09:00:00.250 to 09:00:04.250 all was kept',
    '! 09:00:01.000   of 09:00:00.250 to 09:00:09.250 is missing: 09:00:00.250 to 09:00:01.000, 09:00:08.000 to 09:00:09.250',
    '! 09:00:01.000   hung up: alone',
    '! 09:00:01.000   coverage fell from double to single: recorderLeft',
  ]);
});
