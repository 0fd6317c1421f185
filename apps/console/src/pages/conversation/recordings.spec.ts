import { expect, it } from 'vitest';
import { recordingsIn } from './recordings.js';

const stretch = (from: string, to: string | null, ...sessionIds: string[]) => ({
  ...{ from, to, sessionIds },
  coverage: 'single' as const,
  recorderIds: [],
});

it('tells who was recorded by which call from when to when, also when another one recorded them as well', () => {
  const stretches = [
    stretch('10:00', '10:05', 's1'),
    stretch('10:05', '10:10', 's1', 's2'),
    stretch('10:10', '10:20', 's2'),
    stretch('10:20', '10:30'),
    stretch('10:30', null, 's1'),
  ];

  expect(recordingsIn([{ participantId: 'p1', userId: 'u1', stretches }])).toMatchObject([
    { userId: 'u1', sessionId: 's1', from: '10:00', to: '10:10' },
    { userId: 'u1', sessionId: 's1', from: '10:30', to: null },
    { userId: 'u1', sessionId: 's2', from: '10:05', to: '10:20' },
  ]);
});
