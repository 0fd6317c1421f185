import { expect, it } from 'vitest';
import { filtersIn } from './searched-by.js';

it('asks for what the address says, and for nothing that is no filter', () => {
  const asked = new URLSearchParams(
    'userId=5d1&callId=&active=false&recordingStatus=perhaps&unrecorded=true&from=2026-01-05T12:00:00Z&a=b',
  );

  expect(JSON.parse(JSON.stringify(filtersIn(asked)))).toEqual({
    userId: '5d1',
    unrecorded: true,
    active: false,
    from: '2026-01-05T12:00:00Z',
  });
});
