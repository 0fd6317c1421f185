import { afterEach, expect, it, vi } from 'vitest';
import { addressOf, Api } from './api.js';

afterEach(() => void vi.unstubAllGlobals());

function answering(...replies: Response[]) {
  const asked: [string, RequestInit][] = [];
  vi.stubGlobal('fetch', (address: string, request: RequestInit) => {
    asked.push([address, request]);
    return Promise.resolve(replies.shift());
  });
  return asked;
}

it('leaves out what is not asked for, and escapes the rest', () => {
  expect(
    addressOf('sessions', { active: true, limit: 20, userId: undefined, callId: '', policyIdentifier: 'a&b' }),
  ).toBe('/admin/v1/sessions?active=true&limit=20&policyIdentifier=a%26b');
  expect(addressOf('capacity', {})).toBe('/admin/v1/capacity');
});

it('speaks for the person with a token that is good now', async () => {
  const tokens = ['first', 'second'];
  const asked = answering(Response.json({ items: [] }), new Response(null, { status: 204 }));
  const api = new Api(() => Promise.resolve(tokens.shift() ?? ''));

  await api.get('sessions');
  const nothing = await api.send('POST', 'media-hosts/a/drain', {
    body: { why: 'test' },
    headers: { 'if-match': '"3"' },
  });

  expect(nothing).toBeUndefined();
  expect(asked.map(([, { headers }]) => new Headers(headers).get('authorization'))).toEqual([
    'Bearer first',
    'Bearer second',
  ]);
  expect(Object.fromEntries(new Headers(asked[1]?.[1].headers))).toMatchObject({
    'content-type': 'application/json',
    'if-match': '"3"',
  });
});

it('tells a refusal as the recorder tells it', async () => {
  answering(Response.json({ title: 'Forbidden', code: 'identity.role-missing' }, { status: 403 }));

  await expect(new Api(() => Promise.resolve('t')).get('sessions')).rejects.toMatchObject({
    status: 403,
    code: 'identity.role-missing',
  });
});
