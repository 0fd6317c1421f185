import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import { System } from '../support/system.js';

let system: System;
let token: string;
beforeAll(async () => void (system = await System.start({ recorders: 2 })));
beforeEach(async () => void (token = await system.simulator.platformToken()));
afterAll(() => system.stop());

/** The invitation as Teams posted it, or would have; its join token is blanked. */
async function invitationOf(callId: string): Promise<unknown> {
  const incoming = (await system.simulator.transcript(callId)).find(({ verb }) => verb === 'incoming');
  return incoming!.body;
}

/** Posts go to the recorders in turn. */
async function post(body: unknown, times: number): Promise<number[]> {
  const posts = Array.from({ length: times }, (_, i) => system.recorders[i % 2]!.post(body, token));
  return (await Promise.all(posts)).map(({ status }) => status);
}

async function sessionsOf(callId: string): Promise<number> {
  const rows = await system.sql('SELECT 1 FROM recording_session WHERE call_id = $1', [callId]);
  return rows.length;
}

async function isRecording(callId: string): Promise<void> {
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
}

it('thirty posts of one invite at the same time to two recorders make one session and one answer', async () => {
  const { callId, status } = await system.simulator.invite({
    seed: 11,
    faults: { notifications: [{ kind: 'incoming', effect: 'lose' }] },
  });
  expect(status, 'Teams itself posts nothing this time').toBeNull();
  const body = await invitationOf(callId);

  const statuses = await post(body, 30);

  expect(statuses).toEqual(statuses.map(() => 202));
  await isRecording(callId);
  const answers = await system.simulator.asked(callId, 'answer');
  expect(answers.map((answer) => answer.status)).toEqual([202]);
  expect(await sessionsOf(callId)).toBe(1);
});

it.each([12, 13])('an invite repeated while its answer is being prepared is answered once (seed %i)', async (seed) => {
  system.mediaHost.prepareDelayMs = 700;
  const { callId } = await system.simulator.invite({ seed });

  for (let i = 0; i < 5; i += 1) {
    await post(await invitationOf(callId), 2);
    await sleep(150);
  }

  await isRecording(callId);
  expect((await system.simulator.asked(callId, 'answer')).map((answer) => answer.status)).toEqual([202]);
  expect(await sessionsOf(callId)).toBe(1);
  system.mediaHost.prepareDelayMs = 0;
});

it('an invite repeated during the call and after its end changes nothing', async () => {
  const { callId } = await system.simulator.invite({ seed: 14 });
  const body = await invitationOf(callId);
  await isRecording(callId);

  await post(body, 4);
  await system.simulator.end(callId);
  await system.ended(callId);
  const before = await system.admin.session(callId);
  const statuses = await post(body, 4);
  await sleep(500);

  expect(statuses).toEqual([202, 202, 202, 202]);
  expect(await system.admin.session(callId)).toEqual(before);
  expect(await system.simulator.asked(callId, 'answer')).toHaveLength(1);
});

it('one invite spelt with upper-case ids and without hyphens is still the same call', async () => {
  const { callId } = await system.simulator.invite({ seed: 15 });
  await isRecording(callId);
  const spelt = JSON.stringify(await invitationOf(callId)).replaceAll(callId, callId.replaceAll('-', '').toUpperCase());

  const [status] = await post(spelt, 1);
  await sleep(500);

  expect(status).toBe(202);
  expect(await sessionsOf(callId)).toBe(1);
  expect(await system.simulator.asked(callId, 'answer')).toHaveLength(1);
});
