import { expect, it } from 'vitest';
import { coverageLanes } from './coverage-lanes.js';

it('shows by how many everybody was recorded, and when another recorder was there', () => {
  const lanes = coverageLanes([
    {
      participantId: 'participant-1',
      userId: 'user-number-1',
      stretches: [
        { from: 'a', to: 'b', coverage: 'double', sessionIds: ['s'], recorderIds: ['recorder-7'] },
        { from: 'b', to: null, coverage: 'none', sessionIds: [], recorderIds: [] },
      ],
    },
    { participantId: 'p2', userId: null, stretches: [] },
  ]);

  expect(lanes).toEqual([
    {
      name: 'User user-num…, particip…',
      stretches: [
        { from: 'a', to: 'b', what: 'recorded by two recorders or more', tone: 'live' },
        { from: 'b', to: null, what: 'recorded by none', tone: 'bad' },
      ],
    },
    { name: 'Participant p2', stretches: [] },
    { name: 'Recorder recorder…', stretches: [{ from: 'a', to: 'b', what: 'covers particip…', tone: 'plain' }] },
  ]);
});
