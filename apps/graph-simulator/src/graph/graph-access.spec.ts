import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';

let recorder: FakeRecorder;
let desk: Desk;
let callId: string;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
  callId = (await desk.json<{ callId: string }>('POST', '/control/invite', { kind: 'direct' })).body.callId;
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
});

const graphToken = async (claims: object) =>
  (
    await desk.json<{ token: string }>('POST', '/control/tokens', {
      audience: 'https://graph.microsoft.com',
      ...claims,
    })
  ).body.token;
const ask = async (token: string) => {
  const { status, code } = await desk.graph('GET', `/communications/calls/${callId}`, undefined, token);
  return [status, code];
};

it('lets in who has the permission, in this tenant, for Graph', async () => {
  expect(await ask(await graphToken({ roles: ['Calls.AccessMedia.All'] }))).toEqual([200, undefined]);
});

it.each([
  ['no consent', { roles: [] }, [403, '7504']],
  ['the consent of another tenant', { roles: ['Calls.AccessMedia.All'], tenantId: randomUUID() }, [403, '7505']],
  ['a token for another resource', { audience: 'api://recorder' }, [401, 'InvalidAuthenticationToken']],
  ['an expired token', { expiresIn: -600 }, [401, 'InvalidAuthenticationToken']],
])('refuses %s', async (_what, claims, expected) => {
  expect(await ask(await graphToken(claims))).toEqual(expected);
});

it('refuses what is no token, and a token that it did not sign', async () => {
  const { body } = await desk.json<{ token: string }>('POST', '/control/platform-tokens', {});

  expect(await ask('nonsense')).toEqual([401, 'InvalidAuthenticationToken']);
  expect(await ask(body.token)).toEqual([401, 'InvalidAuthenticationToken']);
});

it('asks for another permission to answer than to read', async () => {
  const token = await graphToken({ roles: ['Calls.AccessMedia.All'] });
  const body = {
    callbackUri: 'https://rec.contoso.com/api/calls/k7Qm2',
    acceptedModalities: ['audio'],
    mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
  };

  const { status, code } = await desk.graph('POST', `/communications/calls/${callId}/answer`, body, token);

  expect([status, code]).toEqual([403, '7504']);
});

it('answers a body that breaks the description with 400 and keeps it as a violation, body and all', async () => {
  const before = (await desk.json<{ items: unknown[] }>('GET', '/control/violations')).body.items.length;

  const { status } = await desk.graph('POST', `/communications/calls/${callId}/reject`, { reason: 'tired' });

  const { items } = (await desk.json<{ items: object[] }>('GET', '/control/violations')).body;
  expect(status).toBe(400);
  expect(items).toHaveLength(before + 1);
  expect(items.at(-1)).toMatchObject({ verb: 'reject', callId, body: { reason: 'tired' } });
});
