import { expect, it } from 'vitest';
import { filtersIn, searchParams } from './searched-by.js';

it('an address holds what is searched for, and nothing that is empty', () => {
  expect(searchParams({ userId: ' 5d1 ', callId: '', active: 'true', policyIdentifier: ' ' }).toString()).toBe(
    'userId=5d1&active=true',
  );
});

it('asks for what the address says, and for nothing that is no filter', () => {
  const asked = new URLSearchParams(
    'userId=5d1&callId=&active=false&recordingStatus=perhaps&from=2026-01-05T12:00:00Z&a=b',
  );

  expect(JSON.parse(JSON.stringify(filtersIn(asked)))).toEqual({
    userId: '5d1',
    active: false,
    from: '2026-01-05T12:00:00Z',
  });
});
