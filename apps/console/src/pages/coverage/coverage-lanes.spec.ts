import { expect, it } from 'vitest';
import { coverageLanes } from './coverage-lanes.js';

const callName = (sessionId: string) => (sessionId === 's' ? 'this call' : 'another call of ours');

it('shows by how many and by whom everybody was recorded, and when another recorder was there', () => {
  const participants = [
    {
      participantId: 'participant-1',
      userId: 'user-number-1',
      stretches: [
        { from: 'a', to: 'b', coverage: 'double' as const, sessionIds: ['s'], recorderIds: ['recorder-7'] },
        { from: 'b', to: 'c', coverage: 'single' as const, sessionIds: ['t', 'u'], recorderIds: [] },
        { from: 'c', to: null, coverage: 'none' as const, sessionIds: [], recorderIds: [] },
      ],
    },
    { participantId: 'p2', userId: null, stretches: [] },
  ];

  expect(coverageLanes(participants, callName)).toEqual([
    {
      name: 'User user-num…, particip…',
      stretches: [
        { from: 'a', to: 'b', what: 'recorded by two recorders or more: this call, recorder recorder…', tone: 'live' },
        { from: 'b', to: 'c', what: 'recorded by one recorder: another call of ours', tone: 'good' },
        { from: 'c', to: null, what: 'recorded by none', tone: 'bad' },
      ],
    },
    { name: 'Participant p2', stretches: [] },
    { name: 'Recorder recorder…', stretches: [{ from: 'a', to: 'b', what: 'covers particip…', tone: 'plain' }] },
  ]);
});
