import { expect, it } from 'vitest';
import { HttpFault, type HttpClient, type HttpRequest } from '@app/platform';
import { Settings } from '../settings.js';
import { Webhook } from './webhook.js';

const replicas = ['http://127.0.0.1:1001', 'http://127.0.0.1:1002'];
const settings = new Settings({ SIMULATOR_RECORDER_URLS: replicas.map((origin) => `${origin}/api/calls`).join() });

/** Replies by address; null is nobody there. */
function webhookOver(replies: (url: string) => number | null) {
  const asked: string[] = [];
  const http = {
    request: ({ url }: HttpRequest) => {
      asked.push(url);
      const status = replies(url);
      if (status === null) return Promise.reject(new HttpFault('refused', 'no', 'ECONNREFUSED'));
      return Promise.resolve({ status, headers: {}, text: '' });
    },
  } as unknown as HttpClient;
  return { asked, webhook: new Webhook(http, settings) };
}

it('spreads invitations over all recorders', async () => {
  const { asked, webhook } = webhookOver(() => 202);

  for (let turn = 0; turn < 4; turn += 1) await webhook.post(null, {}, '{}');

  expect(new Set(asked.slice(0, 2)).size).toBe(2);
  expect(asked.slice(2)).toEqual(asked.slice(0, 2));
});

it('takes a notification that one replica cannot take to the next, at the same path', async () => {
  const { asked, webhook } = webhookOver((url) => (url.includes('1001') ? null : 202));

  const [one, other] = [
    await webhook.post(`${replicas[0]}/api/calls/key-1`, {}, '{}'),
    await webhook.post(`${replicas[0]}/api/calls/key-1`, {}, '{}'),
  ];

  expect([one.status, other.status]).toEqual([202, 202]);
  expect(asked).toContain(`${replicas[0]}/api/calls/key-1`);
  expect([one.url, other.url]).toEqual([`${replicas[1]}/api/calls/key-1`, `${replicas[1]}/api/calls/key-1`]);
});

it('asks a callback elsewhere where it was told to', async () => {
  const { asked, webhook } = webhookOver(() => 202);

  await webhook.post('https://rec.contoso.com/api/calls/key-1', {}, '{}');

  expect(asked).toEqual(['https://rec.contoso.com/api/calls/key-1']);
});

it('does not repeat what was refused for good', async () => {
  const { asked, webhook } = webhookOver(() => 401);

  expect((await webhook.post(null, {}, '{}')).status).toBe(401);
  expect(asked).toHaveLength(1);
});

it('gives up in the end, and says why', async () => {
  const { asked, webhook } = webhookOver(() => null);

  const delivery = await webhook.post(null, {}, '{}');

  expect(delivery).toMatchObject({ status: null, error: 'ECONNREFUSED' });
  expect(asked.length).toBeGreaterThan(3);
});
