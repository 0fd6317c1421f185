import { expect, it } from 'vitest';
import { isMisaddressed } from './misaddressed.js';

const callA = { sessionId: 'a', callId: 'call-a', callKey: 'key-a', tenantId: 't1' };

it.each([
  ['at its callbackUri', 'key-a', false],
  ['at the global webhook', null, false],
  ['at the callbackUri of another call', 'key-b', true],
] as const)('a notification of a call %s', (_what, callKey, misaddressed) => {
  expect(isMisaddressed(callA, callKey)).toBe(misaddressed);
});
