import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import type { Faults, GraphFault } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => void (system = await System.start({ recorders: 2 })));
afterAll(() => system.stop());
afterEach(async () => {
  system.mediaHost.full = false;
  for (const { program } of system.recorders) if (!program.alive) await program.start();
});

/** Teams sets the call up, and its word of it is lost. */
const UP_UNSAID = ['establishing', 'established'].map((kind) => ({ kind, effect: 'lose' }) as const);

/** Teams carries the answer out, but its reply takes so long, and nothing is heard of the call being set up. */
function carriedOutInSilence(replyDelayMs: number, ...more: GraphFault[]): Faults {
  return { graph: [{ verb: 'answer', replyDelayMs }, ...more], notifications: UP_UNSAID };
}

/** What Teams says in the end, by hand. */
async function teamsSaysEstablished(callId: string): Promise<void> {
  const token = await system.simulator.platformToken();
  const resourceData = { '@odata.type': '#microsoft.graph.call', id: callId, state: 'established' };
  const value = [{ changeType: 'updated', resourceUrl: `/communications/calls/${callId}`, resourceData }];
  expect((await system.recorder.post({ value }, token)).status).toBe(202);
}

async function isRecording(callId: string): Promise<void> {
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
}

/** An invitation that we have filed as missed although Teams has set the call up. */
async function wronglyMissed(seed: number): Promise<string> {
  const denied: GraphFault = { verb: 'keepAlive', status: 404, code: '8522', times: 1 };
  const { callId } = await system.simulator.invite({ seed, faults: carriedOutInSilence(6_000, denied) });
  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('missed'));
  expect(await system.admin.session(callId)).toMatchObject({
    callState: 'terminated',
    missed: { stage: 'sent', cause: 'callGone' },
  });
  expect(await system.simulator.call(callId)).toMatchObject({ state: 'established' });
  return callId;
}

it('a call that Teams has set up is recorded at once and answered once, however slow the reply to the answer', async () => {
  const graph = [{ verb: 'answer', replyDelayMs: 4_000 }];
  const { callId } = await system.simulator.invite({ seed: 1, faults: { graph } });

  await isRecording(callId);

  const { establishedAt } = await system.simulator.call(callId);
  const [report] = await system.simulator.asked(callId, 'updateRecordingStatus');
  expect(Date.parse(report!.at) - Date.parse(establishedAt!)).toBeLessThan(3_000);
  await sleep(6_000);
  expect(await system.simulator.asked(callId, 'answer')).toHaveLength(1);
  expect(await system.admin.session(callId)).toMatchObject({ response: 'answered', recordingStatus: 'recording' });
});

it('a call whose answer left before the process died is neither rejected nor lost when its rescue finds no media host', async () => {
  const { callId } = await system.simulator.invite({ seed: 2, faults: carriedOutInSilence(3_000) });
  await eventually(async () => expect((await system.simulator.call(callId)).answeredAt).not.toBeNull());
  system.mediaHost.full = true;
  const [row] = await system.sql<{ claimed_by: string }>(
    `SELECT claimed_by FROM durable_command WHERE kind = 'recording.send-answer' AND ordering_key LIKE $1`,
    [`${callId}%`],
  );
  expect(row, 'the answer is still under way').toBeDefined();

  for (const { program } of system.recorders) await program.kill('SIGKILL');
  for (const { program } of system.recorders) await program.start();

  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
  const story = await system.admin.story(callId);
  expect(story).toContain('AnswerUndecided');
  expect(story).not.toContain('ResponseMissed');
  expect(await system.simulator.asked(callId, 'reject')).toEqual([]);
  await teamsSaysEstablished(callId);
  await isRecording(callId);
});

it('a call that was filed as missed is recorded when Teams says that it is up', async () => {
  const callId = await wronglyMissed(3);

  await teamsSaysEstablished(callId);

  await isRecording(callId);
  expect(await system.admin.session(callId)).toMatchObject({
    ...{ response: 'answered', missed: null, endedAt: null, endReason: null, callState: 'established' },
  });
  expect(await system.admin.story(callId)).toEqual(
    expect.arrayContaining(['AnswerUndecided', 'ResponseMissed', 'CallRevived', 'CallAnswered', 'RecordingStarted']),
  );
  await eventually(() => {
    const orders = system.mediaHost.keepOrders.filter((order) => order.callId === callId);
    expect(orders.map(({ keep }) => keep)).toEqual([true]);
  });
  expect(system.mediaHost.released).not.toContain(callId);
  await system.simulator.end(callId);
  await system.ended(callId);
});

it('a missed call that comes up when its media is gone is hung up, for nothing of it could be recorded', async () => {
  const callId = await wronglyMissed(4);
  await system.sql(`UPDATE recording_session SET ended_at = now() - interval '1 minute' WHERE call_id = $1`, [callId]);

  await teamsSaysEstablished(callId);

  await eventually(async () => expect((await system.simulator.call(callId)).state).toBe('terminated'));
  await eventually(async () => expect((await system.admin.session(callId)).endReason?.code).toBe(200));
  expect(await system.admin.session(callId)).toMatchObject({
    response: 'missed',
    flags: expect.arrayContaining(['upAfterMiss']) as unknown,
  });
  expect(await system.simulator.asked(callId, 'updateRecordingStatus')).toEqual([]);
});

it.each<[string, Faults]>([
  ['was answered', { notifications: UP_UNSAID }],
  ['was answered by an answer whose outcome nobody knew', carriedOutInSilence(6_000)],
])('a call that %s is recorded although Teams never says that it is up', async (_what, faults) => {
  const { callId } = await system.simulator.invite({ seed: 5, faults });

  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'), 40_000);

  expect(await system.simulator.asked(callId, 'get')).toHaveLength(1);
  expect(await system.admin.story(callId)).toEqual(expect.arrayContaining(['CallAnswered', 'CallEstablished']));
  await system.simulator.end(callId);
  await system.ended(callId);
});
