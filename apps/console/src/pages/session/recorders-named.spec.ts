import { expect, it } from 'vitest';
import { recordersNamed } from './recorders-named.js';

const call = {
  id: 's1',
  pairedRecorders: [{ id: 'BOT-2', participantId: 'p7' }],
  otherRecorders: [
    { id: 'stranger', participantId: 'p8' },
    { id: null, participantId: null },
  ],
};
const legs = [
  { sessionId: 's1', applicationInstanceId: 'bot-1' },
  { sessionId: 's2', applicationInstanceId: 'bot-2' },
  { sessionId: 's3', applicationInstanceId: null },
];
const stretch = (from: string, to: string | null, ...recorderIds: string[]) => ({
  ...{ from, to, recorderIds },
  coverage: 'single' as const,
  sessionIds: [],
});

it('tells of each recorder that Teams named which calls it has here if it is one of ours, and when it recorded', () => {
  const items = [
    { participantId: 'p1', userId: null, stretches: [stretch('10:00', '10:05', 'p8'), stretch('10:05', '10:09')] },
    { participantId: 'p2', userId: null, stretches: [stretch('10:03', null, 'p8')] },
  ];

  expect(recordersNamed(call, { legs }, { items })).toEqual([
    { id: 'BOT-2', participantId: 'p7', as: 'paired', sessionIds: ['s2'], seen: [] },
    { id: 'stranger', participantId: 'p8', as: 'other', sessionIds: [], seen: [{ from: '10:00', to: null }] },
    { id: null, participantId: null, as: 'other', sessionIds: [], seen: [] },
  ]);
});
