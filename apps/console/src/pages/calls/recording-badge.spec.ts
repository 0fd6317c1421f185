import { expect, it } from 'vitest';
import { recordingOf } from './recording-badge.js';

const decision = { action: 'record', reason: 'exactPolicy', ruleId: 'r', ruleVersion: 1 } as const;
const call = { recordingStatus: 'notRecording', standingOrder: null, decision, response: 'answered' } as const;

it.each([
  [{}, 'not recording yet', 'warn'],
  [{ recordingStatus: 'recording' }, 'recording', 'live'],
  [{ recordingStatus: 'failed' }, 'recording failed', 'bad'],
  [{ recordingStatus: 'recording', standingOrder: 'stopped' }, 'stopped', 'warn'],
  [{ standingOrder: 'paused' }, 'paused', 'warn'],
  [{ response: 'missed' }, 'missed', 'bad'],
  [{ decision: null, response: null }, 'being decided', 'plain'],
  [{ decision: { ...decision, action: 'answer' } }, 'not recorded: answer', 'plain'],
] as const)('says of a call that is %o: %s', (change, words, tone) => {
  expect(recordingOf({ ...call, ...change })).toEqual({ tone, words });
});
