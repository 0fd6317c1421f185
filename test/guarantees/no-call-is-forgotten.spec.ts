import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start({ recorderEnv: { RECORDER_CALL_KEEP_ALIVE_SECONDS: '2' } });
});
afterAll(() => system.stop());

async function recordedCall(seed: number, notifications: { kind: string; effect: 'lose' }[] = []): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, faults: { seed, notifications } });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

it('an open call is kept alive again and again', async () => {
  const callId = await recordedCall(1);

  await eventually(async () => expect((await system.simulator.call(callId)).keepAlives).toBeGreaterThanOrEqual(3));

  expect((await system.admin.session(callId)).endedAt).toBeNull();
  await system.simulator.end(callId);
  await system.ended(callId);
});

it('a call whose end was never told is found gone by its next keepAlive, and nothing more is kept of it', async () => {
  const callId = await recordedCall(2, [{ kind: 'terminated', effect: 'lose' }]);

  await system.simulator.end(callId);
  await system.ended(callId);

  const [row] = await system.sql<{ by: string }>(
    `SELECT end_reason ->> 'by' AS by FROM recording_session WHERE call_id = $1`,
    [callId],
  );
  expect(row?.by).toBe('vanished');
  expect(await system.admin.session(callId)).toMatchObject({
    callState: 'terminated',
    recordingStatus: 'notRecording',
  });
  await eventually(() => expect(system.mediaHost.released).toContain(callId));
  const orders = system.mediaHost.keepOrders.filter((order) => order.callId === callId);
  // A doubt makes the recorder ask the host by telling it to keep on.
  expect(orders.at(-1)?.keep).toBe(false);
  expect(orders.slice(0, -1).map(({ keep }) => keep)).toEqual(orders.slice(0, -1).map(() => true));
  expect(new Set(orders.map(({ permitId }) => permitId)).size).toBe(1);
});

it('after a restart every open call is asked after and its people are read anew', async () => {
  const calls = await Promise.all([3, 4, 5].map((seed) => recordedCall(seed)));
  const gone = await recordedCall(6, [{ kind: 'terminated', effect: 'lose' }]);
  await system.recorder.program.kill('SIGKILL');
  await system.simulator.end(gone);
  // As after a night: nobody has heard of these calls for an hour, and no check of theirs is waiting.
  await system.sql(`UPDATE recording_session SET checked_at = now() - interval '1 hour'`);
  await system.sql(`DELETE FROM durable_command WHERE kind = 'recording.keep-call-alive'`);
  const asked = await Promise.all(calls.map(async (callId) => (await system.simulator.asked(callId)).length));

  await system.recorder.program.start();

  await system.ended(gone);
  for (const [i, callId] of calls.entries()) {
    await eventually(async () => {
      const since = (await system.simulator.asked(callId)).slice(asked[i]).map(({ verb }) => verb);
      expect(since).toEqual(expect.arrayContaining(['keepAlive', 'listParticipants']));
    });
    expect((await system.admin.session(callId)).endedAt).toBeNull();
  }
});

it('an open call whose checks were lost is kept alive again, without a restart', { timeout: 120_000 }, async () => {
  const callId = await recordedCall(8);
  // Somebody deletes its next check by hand; the one that runs at this moment must not make another.
  await eventually(async () => {
    await system.sql(`DELETE FROM durable_command WHERE ordering_key = $1`, [`${callId}:keep-alive`]);
    await new Promise((wait) => setTimeout(wait, 500));
    expect(await system.sql('SELECT FROM durable_command WHERE ordering_key = $1', [`${callId}:keep-alive`])).toEqual(
      [],
    );
  });
  await system.sql(`UPDATE recording_session SET checked_at = now() - interval '1 hour' WHERE call_id = $1`, [callId]);
  const { keepAlives } = await system.simulator.call(callId);

  await eventually(
    async () => expect((await system.simulator.call(callId)).keepAlives).toBeGreaterThan(keepAlives + 1),
    80_000,
  );

  const told = system.logs.split('\n').filter((line) => line.includes(callId));
  expect(told.some((line) => line.includes('nobody kept alive are looked after again'))).toBe(true);
  expect(told.some((line) => line.includes('were not kept alive for 30 minutes'))).toBe(true);
  await system.simulator.end(callId);
  await system.ended(callId);
});

it('a call whose last user under policy has left is hung up a minute later', { timeout: 120_000 }, async () => {
  const { callId, participantId } = await system.simulator.invite({ seed: 7 });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));

  await system.simulator.leave(callId, participantId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('LastPolicyUserLeft'));

  expect((await system.simulator.call(callId)).state).toBe('established');
  await eventually(async () => expect((await system.simulator.call(callId)).state).toBe('terminated'), 80_000);
  await system.ended(callId);
  const orders = (await system.simulator.asked(callId)).map(({ verb, body }) => [
    verb,
    (body as { status?: string })?.status,
  ]);
  const [stopped, deleted] = [
    orders.findIndex(([, status]) => status === 'notRecording'),
    orders.findIndex(([verb]) => verb === 'delete'),
  ];
  expect(stopped, 'Teams is told that recording stops').toBeGreaterThan(-1);
  expect(deleted, 'before the call is hung up').toBeGreaterThan(stopped);
  expect(system.mediaHost.keepOrders.filter((order) => order.callId === callId).at(-1)?.keep).toBe(false);
});
