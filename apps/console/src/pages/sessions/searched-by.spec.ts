import { expect, it } from 'vitest';
import { searchParams } from './searched-by.js';

it('an address holds what is searched for, and nothing that is empty', () => {
  expect(searchParams({ userId: ' 5d1 ', callId: '', active: 'true', policyIdentifier: ' ' }).toString()).toBe(
    'userId=5d1&active=true',
  );
});
