import { expect, it } from 'vitest';
import { recordingOf } from './recording-badge.js';

const decision = { action: 'record', reason: 'exactPolicy', ruleId: 'r', ruleVersion: 1 } as const;
const UP = { endedAt: null, recordingStartedAt: null, standingOrder: null } as const;
const call = { ...UP, recordingStatus: 'notRecording', decision, response: 'answered' } as const;
const endedAt = '2026-01-05T12:00:00.000Z';

it.each([
  [{}, 'not recording yet', 'warn'],
  [{ recordingStatus: 'recording' }, 'recording', 'live'],
  [{ recordingStatus: 'failed' }, 'recording failed', 'bad'],
  [{ recordingStatus: 'recording', standingOrder: 'stopped' }, 'stopped', 'warn'],
  [{ standingOrder: 'paused' }, 'paused', 'warn'],
  [{ response: 'missed' }, 'missed', 'bad'],
  [{ decision: null, response: null }, 'being decided', 'plain'],
  [{ decision: { ...decision, action: 'answer' } }, 'not recorded: answer', 'plain'],
  [{ endedAt, recordingStartedAt: endedAt }, 'recorded', 'good'],
  [{ endedAt, recordingStartedAt: endedAt, standingOrder: 'stopped' }, 'recorded', 'good'],
  [{ endedAt, recordingStartedAt: endedAt, recordingStatus: 'failed' }, 'recording failed', 'bad'],
  [{ endedAt }, 'never recorded', 'bad'],
  [{ endedAt, response: null }, 'ended before an answer', 'plain'],
  [{ endedAt, decision: { ...decision, action: 'decline' }, response: 'rejected' }, 'not recorded: decline', 'plain'],
] as const)('says of a call that is %o: %s', (change, words, tone) => {
  expect(recordingOf({ ...call, ...change })).toEqual({ tone, words });
});
