import { createAdminClient } from '@app/admin-client';
import { expect, it } from 'vitest';
import { questions } from './questions.js';

const signal = new AbortController().signal;

function recorder(...replies: Response[]) {
  const asked: Request[] = [];
  const fetch = (request: Request) => {
    asked.push(request);
    return Promise.resolve(replies.shift() ?? Response.error());
  };
  return {
    asked,
    client: createAdminClient({ baseUrl: 'https://r.example', token: () => Promise.resolve('t'), fetch }),
  };
}

it('a question goes where it is answered, with what narrows it and nothing that is left open', async () => {
  const { asked, client } = recorder(Response.json({ id: 's' }), Response.json({ items: [], nextCursor: null }));

  expect((await questions.session('a/b').ask(client, signal)).id).toBe('s');
  await questions.sessions({ active: true, userId: undefined, policyIdentifier: 'a&b' }).ask(client, signal);

  expect(asked.map(({ url }) => url)).toEqual([
    'https://r.example/admin/v1/sessions/a%2Fb',
    'https://r.example/admin/v1/sessions?active=true&policyIdentifier=a%26b',
  ]);
});

it('a refusal is told as the recorder tells it', async () => {
  const { client } = recorder(Response.json({ title: 'Forbidden', code: 'identity.role-missing' }, { status: 403 }));

  await expect(questions.capacity().ask(client, signal)).rejects.toMatchObject({
    status: 403,
    code: 'identity.role-missing',
  });
});

it('what the API does not know does not compile', () => {
  // @ts-expect-error no such filter
  questions.sessions({ policyIdentifer: 'a' });
  // @ts-expect-error a flag, and no text
  questions.gaps({ explained: 'false' });
  // @ts-expect-error no such value
  questions.audit({ outcome: 'refuse' });
});
