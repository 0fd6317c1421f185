import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { Faults } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => void (system = await System.start()));
afterAll(() => system.stop());

/** Teams carries the answer out at once; its reply is on its way for a while, and so is the word that the call is up. */
const REPLY_UNDER_WAY: Faults = {
  graph: [{ verb: 'answer', replyDelayMs: 3_000, times: 1 }],
  notifications: ['establishing', 'established'].map((kind) => ({ kind, effect: 'lose' })),
};

/** As Teams posts it, to the callback that the answer named. */
async function teamsSays(callId: string, callbackUri: string, state: string): Promise<void> {
  const token = await system.simulator.platformToken();
  const resourceData = { '@odata.type': '#microsoft.graph.call', id: callId, state };
  const value = [{ changeType: 'updated', resourceUrl: `/communications/calls/${callId}`, resourceData }];
  const path = new URL(callbackUri).pathname.replace('/api/calls', '');
  expect((await system.recorder.post({ value }, token, path)).status).toBe(202);
}

/** Statuses of Graph's replies to `answer`, including those that nobody was left to read. */
async function repliesToAnswer(callId: string): Promise<(number | null)[]> {
  return (await system.simulator.asked(callId, 'answer')).map(({ status }) => status);
}

/** The only recorder is killed once Teams has carried its answer out, and before it knows. Resolves with the callback. */
async function killedKnowingNothing(callId: string): Promise<string> {
  const { callbackUri } = await eventually(async () => {
    const call = await system.simulator.call(callId);
    expect(call.answeredAt).not.toBeNull();
    return call;
  });
  await system.recorder.program.kill('SIGKILL');
  const [row] = await system.sql(
    'SELECT response, answer_attempts AS attempts FROM recording_session WHERE call_id = $1',
    [callId],
  );
  expect(row, 'an answer has left, and its reply is not noted').toEqual({ response: null, attempts: 1 });
  return callbackUri!;
}

it.each([1, 2, 3])('a call is answered once and recorded by the next recorder to start (seed %i)', async (seed) => {
  const { callId, status } = await system.simulator.invite({ seed, faults: REPLY_UNDER_WAY });
  expect(status).toBe(202);
  const callbackUri = await killedKnowingNothing(callId);

  await system.recorder.program.start();
  await teamsSays(callId, callbackUri, 'establishing');
  await teamsSays(callId, callbackUri, 'established');

  await eventually(async () => expect((await system.simulator.call(callId)).recordingStatus).toBe('recording'));
  await eventually(async () =>
    expect((await repliesToAnswer(callId)).filter((reply) => reply === 202)).toHaveLength(1),
  );
  await eventually(async () =>
    expect(await system.admin.session(callId)).toMatchObject({
      ...{ response: 'answered', missed: null, callState: 'established', recordingStatus: 'recording' },
    }),
  );
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  const story = await system.admin.story(callId);
  expect(story.filter((event) => /CallAnswered|ResponseMissed|CallRejected/.test(event))).toEqual(['CallAnswered']);
  expect(system.mediaHost.keepOrders.filter((order) => order.callId === callId).map(({ keep }) => keep)).toEqual([
    true,
  ]);
  await system.simulator.end(callId);
  await system.ended(callId);
  await eventually(() => expect(system.mediaHost.released).toContain(callId));
  expect((await repliesToAnswer(callId)).filter((reply) => reply === 202)).toHaveLength(1);
});

it('a call of which nothing more is heard is known to be answered, not missed', async () => {
  const { callId } = await system.simulator.invite({ seed: 4, faults: REPLY_UNDER_WAY });
  await killedKnowingNothing(callId);

  await system.recorder.program.start();

  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
  expect(await system.admin.session(callId)).toMatchObject({ missed: null, endedAt: null });
  expect(await system.simulator.call(callId)).toMatchObject({ state: 'established', rejectReason: null });
  expect(await system.admin.story(callId)).not.toContain('ResponseMissed');
});
