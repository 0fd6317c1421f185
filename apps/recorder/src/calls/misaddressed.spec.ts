import { expect, it } from 'vitest';
import { isMisaddressed } from './misaddressed.js';

const callA = { sessionId: 'a', callId: 'call-a', callKey: 'key-a', tenantId: 't1' };
const callB = { sessionId: 'b', callId: 'call-b', callKey: 'key-b', tenantId: 't1' };

it.each([
  ['of call A at the callbackUri of call A', 'callUpdated', 'call-a', callA, 'key-a', false],
  ['of call A at the global webhook', 'callUpdated', 'call-a', callA, null, false],
  ['of no call at the callbackUri of call A', 'participantLeft', null, callA, 'key-a', false],
  ['of call B at the callbackUri of call A', 'callUpdated', 'call-b', callB, 'key-a', true],
  ['of call B at a callbackUri that nobody was given', 'roster', 'call-b', callB, 'key-x', true],
  ['of an unknown call at the callbackUri of call A', 'callUpdated', 'call-x', callA, 'key-a', true],
  [
    'that asks for a seat in its own name at the callbackUri of call A',
    'participantJoining',
    'call-x',
    callA,
    'key-a',
    false,
  ],
  ['that asks for a seat in call B at the callbackUri of call A', 'participantJoining', 'call-b', callB, 'key-a', true],
] as const)('a notification %s (%s)', (_what, kind, callId, session, callKey, misaddressed) => {
  expect(isMisaddressed({ kind, callId }, session, callKey)).toBe(misaddressed);
});
