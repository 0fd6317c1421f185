import { expect, it } from 'vitest';
import { knownRoles } from './roles.js';

it('takes from a token the roles it knows, and nothing else', () => {
  expect(knownRoles(['Recording.Read', 'Something.Else', 7, 'toString', 'Media.Host'])).toEqual([
    'Recording.Read',
    'Media.Host',
  ]);
});

it.each([undefined, null, 'Recording.Read', {}, 7])('takes no role from %j', (claim) => {
  expect(knownRoles(claim)).toEqual([]);
});
