import { expect, it } from 'vitest';
import { sessionLines } from './session-lines.js';

const recorded = {
  id: '259fc961-a900-4f44-87f1-c88ad2f862e8',
  decision: { action: 'record', reason: 'policyInvite', ruleId: 'default-record-policy-invites', ruleVersion: 1 },
  response: 'answered',
  responseMs: 132,
  missed: null,
  establishedAt: '2026-01-15T09:00:00.447Z',
  recordingStartedAt: '2026-01-15T09:00:00.479Z',
  recordingStoppedAt: '2026-01-15T09:00:06.478Z',
  endedAt: '2026-01-15T09:00:06.480Z',
  endReason: { by: 'teams', witnesses: [], code: 200, subcode: 5001, message: 'The conversation has ended.' },
} satisfies Parameters<typeof sessionLines>[0];
const never = { establishedAt: null, recordingStartedAt: null, recordingStoppedAt: null };

it('tells a recorded call from decision to end', () => {
  expect(sessionLines(recorded)).toEqual([
    '  session 259fc961-a900-4f44-87f1-c88ad2f862e8',
    '    decided      record by default-record-policy-invites',
    '    response     answered after 132 ms',
    '    established  09:00:00.447',
    '    recording    from 09:00:00.479 to 09:00:06.478',
    '    ended        09:00:06.480, 200/5001 The conversation has ended.',
  ]);
});

it('a missed call ends with its time alone when Teams gave no reason', () => {
  const missed = { stage: 'sent', cause: 'deadlinePassed', code: null };
  const endReason = { by: 'teams' as const, witnesses: [], code: null, subcode: null, message: null };

  const lines = sessionLines({ ...recorded, ...never, response: 'missed', responseMs: null, missed, endReason });

  expect(lines.slice(2)).toEqual([
    '    response     missed at sent: deadlinePassed',
    '    established  never',
    '    recording    never',
    '    ended        09:00:06.480',
  ]);
});

it('a call rejected for want of a media host says both', () => {
  const missed = { stage: 'decided', cause: 'noMediaHost', code: null };

  const lines = sessionLines({ ...recorded, ...never, response: 'rejected', responseMs: 12, missed });

  expect(lines[2]).toBe('    response     rejected after 12 ms, missed at decided: noMediaHost');
});

it('an end that has only half a reason shows that half', () => {
  const gone = { by: 'teams' as const, witnesses: [], code: 404, subcode: null, message: null };

  expect(sessionLines({ ...recorded, endReason: gone })[5]).toBe('    ended        09:00:06.480, 404');
  expect(sessionLines({ ...recorded, endedAt: null, endReason: null })[5]).toBe('    ended        not yet');
});
