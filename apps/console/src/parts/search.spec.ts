import { expect, it } from 'vitest';
import { fieldOf } from './local-time.js';
import { askedBy, typedIn } from './search.js';

const NAMES = ['userId', 'callId', 'active', 'from', 'to'] as const;
const nothing = new URLSearchParams();

it('an address holds what is searched for, and nothing that is empty', () => {
  const typed = { userId: ' 5d1 ', callId: '', active: 'true', from: '' };

  expect(askedBy(typed, NAMES, nothing).toString()).toBe('userId=5d1&active=true');
});

it('a time is in the form as its field has it, and in the address as the admin API has it', () => {
  const asked = new URLSearchParams({ from: '2026-07-05T12:34:00.000Z', other: 'x' });
  const typed = typedIn(asked, NAMES);

  expect(typed).toEqual({ userId: '', callId: '', active: '', from: fieldOf('2026-07-05T12:34:00.000Z'), to: '' });
  expect(askedBy(typed, NAMES, nothing).toString()).toBe('from=2026-07-05T12%3A34%3A00.000Z');
});

it('a time that nobody touched keeps its seconds', () => {
  const asked = new URLSearchParams({ to: '2026-07-05T12:34:56.789Z' });

  expect(askedBy({ ...typedIn(asked, NAMES), userId: 'u' }, NAMES, asked).get('to')).toBe('2026-07-05T12:34:56.789Z');
  expect(askedBy({ to: '2026-07-05T10:00' }, NAMES, asked).get('to')).toMatch(/:00:00\.000Z$/);
});
