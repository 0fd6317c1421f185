import { expect, it } from 'vitest';
import { legName, mediaOf, shownOf } from './leg-in-words.js';

const endedAt = '2026-01-05T12:00:00.000Z';

it.each([
  ['flowing', null, 'flowing', 'live'],
  ['flowing', endedAt, 'over', 'plain'],
  ['awaited', endedAt, 'none came', 'plain'],
  ['lost', endedAt, 'lost at the end', 'bad'],
] as const)('says of media that is %s, of a leg that ended at %s: %s', (mediaState, ended, words, tone) => {
  expect(mediaOf({ mediaState, endedAt: ended })).toEqual({ tone, words });
});

it.each([
  ['recording', null, 'recording', 'live'],
  ['recording', endedAt, 'recording, to the end', 'plain'],
  ['notRecording', endedAt, 'notRecording', 'plain'],
  ['failed', endedAt, 'failed', 'bad'],
] as const)('says what Teams shows, %s, of a leg that ended at %s: %s', (recordingStatus, ended, words, tone) => {
  expect(shownOf({ recordingStatus, endedAt: ended })).toEqual({ tone, words });
});

it('calls legs by the order in which they were invited', () => {
  const legs = [{ sessionId: 's1' }, { sessionId: 's2' }];

  expect(['s2', 'of another conversation'].map((id) => legName(legs, id))).toEqual(['leg 2', 'another call']);
});
