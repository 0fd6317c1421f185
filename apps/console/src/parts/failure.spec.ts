import { AdminProblem } from '@app/admin-client';
import { expect, it } from 'vitest';
import { reasonOf } from './failure.js';

const problem = (status: number, body?: object) => new AdminProblem(new Response(null, { status }), body);

it.each([
  [problem(404, { title: 'No such session', detail: 'There is no session 7.', code: 'a.b' }), 'There is no session 7.'],
  [problem(404, { title: 'No such session', code: 'a.b' }), 'No such session'],
  [problem(502, { title: 'Bad gateway' }), 'The recorder answered with HTTP 502.'],
  [problem(502), 'The recorder answered with HTTP 502.'],
  [
    new TypeError('Failed to fetch'),
    'The recorder does not answer. Perhaps it is being replaced, or the network is down.',
  ],
  [new Error('no'), 'no'],
])('says to people why something failed: %s', (error, words) => {
  expect(reasonOf(error)).toBe(words);
});
