import { expect, it } from 'vitest';
import { inWords } from './in-words.js';

it.each([
  ['recording.KeepingStarted', { permitId: 'p' }, 'Keeping started'],
  ['recording.CallDecided', { action: 'record', ruleId: 'r', reason: 'exactPolicy' }, 'Call decided: record'],
  ['recording.CallStateChanged', { state: 'established' }, 'Call state changed: established'],
  [
    'recording.SegmentsKept',
    { from: '2026-01-05T12:00:00.000Z', to: '2026-01-05T13:20:00.000Z' },
    'Segments kept: 1 h 20 min',
  ],
  [
    'recording.GraphAsked',
    { verb: 'answer', status: 202, noReply: null, tookMs: 135, code: null },
    'Graph asked: answer, 202, 135 ms',
  ],
  [
    'recording.GraphAsked',
    { verb: 'updateRecordingStatus', status: null, noReply: 'timeout', tookMs: 3_000 },
    'Graph asked: updateRecordingStatus, no reply (timeout), 3000 ms',
  ],
])('tells %s in words', (type, data, words) => {
  expect(inWords({ type, data })).toBe(words);
});
