import { expect, it } from 'vitest';
import { rolesOf } from './roles.js';

const token = (claims: object) => {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  const payload = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return `head.${payload}.signature`;
};

it('offers what the token allows, and knows no other roles', () => {
  const roles = rolesOf(token({ name: 'Zoë Ünal', roles: ['Recording.Audit', 'Recording.Read', 'Media.Host'] }));

  expect([...roles]).toEqual(['Recording.Read', 'Recording.Audit']);
});

it.each([token({}), token({ roles: 'Recording.Read' }), 'opaque', 'a.b.c', ''])(
  'offers nothing on a token without readable roles: %#',
  (unreadable) => {
    expect(rolesOf(unreadable).size).toBe(0);
  },
);
