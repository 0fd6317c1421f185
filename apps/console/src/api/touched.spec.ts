import { expect, it } from 'vitest';
import { questions, type Question } from './questions.js';
import { isOfSessions, isTouched } from './touched.js';

const CHANGED = [{ sessionId: 's-1', callId: 'c-1' }];
const known = ({ path, parameters }: Question<unknown>, data?: unknown) => ({
  queryKey: [path, parameters],
  state: { data },
});

it.each([
  known(questions.sessions({ active: true })),
  known(questions.conversations({})),
  known(questions.session('s-1')),
  known(questions.timeline('s-1', {})),
  known(questions.explain({ callId: 'c-1' })),
  known(questions.explain({ user: 'u' }), { calls: [{ callId: 'c-1' }] }),
  known(questions.conversation('v-1'), { legs: [{ sessionId: 's-1' }] }),
])('is asked again when a call changes that it is about: %j', (query) => {
  expect(isTouched(query, CHANGED)).toBe(true);
});

it.each([
  known(questions.session('s-2')),
  known(questions.timeline('s-2', {})),
  known(questions.explain({ callId: 'c-2' })),
  known(questions.explain({ user: 'u' }), { calls: [] }),
  known(questions.conversation('v-1'), { legs: [{ sessionId: 's-2' }] }),
  known(questions.mediaHosts(), { items: [{ hostId: 's-1' }] }),
  known(questions.audit({}), { items: [{ reason: 'c-1' }] }),
])('is not asked again for a call that it is not about: %j', (query) => {
  expect(isTouched(query, CHANGED)).toBe(false);
});

it('everything about calls may be otherwise when nobody knows what was missed', () => {
  const paths = [
    questions.session('s-2'),
    questions.coverage('v-1', { limit: 50 }),
    questions.policies({}),
    questions.capacity(),
  ];

  expect(paths.map(({ path }) => isOfSessions(path))).toEqual([true, true, false, false]);
  expect(isOfSessions(7)).toBe(false);
});
