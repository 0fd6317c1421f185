import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';

let recorder: FakeRecorder;
let desk: Desk;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
});

const adopt = (callId: string) =>
  desk.json('POST', '/control/adopt', {
    calls: [{ callId, participantId: randomUUID(), callbackUri: `${recorder.origin}/api/calls/key` }],
  });
const keepAlive = (callId: string) => desk.graph('POST', `/communications/calls/${callId}/keepAlive`);

it('a call that is on record as up is known to Graph once it is adopted, and ends as any other', async () => {
  const callId = randomUUID();
  expect((await keepAlive(callId)).status).toBe(404);

  expect((await adopt(callId)).status).toBe(204);
  expect(recorder.received).toEqual([]);
  expect((await keepAlive(callId)).status).toBe(200);

  await desk.json('POST', `/control/calls/${callId}/end`, {});
  await eventually(() => recorder.story(callId).includes('terminated'));
  expect(recorder.received.every(({ path }) => path === '/api/calls/key')).toBe(true);
});

it('is not adopted twice', async () => {
  const callId = randomUUID();
  await adopt(callId);

  expect((await adopt(callId)).status).toBe(409);
});
