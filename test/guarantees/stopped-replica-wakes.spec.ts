import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import { FrontDoor } from '../support/front-door.js';
import type { Recorder } from '../support/recorder.js';
import { System } from '../support/system.js';

/** Longer than a lease, and long enough that somebody else has done all there was to do. */
const STOPPED_MS = 3_000;

let door: FrontDoor;
let system: System;
let stopped: Recorder;
let other: Recorder;
beforeAll(async () => {
  door = await FrontDoor.open();
  system = await System.start({ recorders: 2, ...door.wish });
  // What the test asks the system, it asks the first.
  [other, stopped] = system.recorders as [Recorder, Recorder];
});
afterEach(async () => {
  stopped.program.signal('SIGCONT');
  system.mediaHost.prepareDelayMs = 0;
  system.mediaHost.orderDelayMs = 0;
  await system.simulator.faults({});
});
afterAll(async () => {
  await system.stop();
  await door.close();
});

/** The replica stops where it is, and Teams goes on with the other one. */
function stop(): void {
  door.to(other);
  stopped.program.signal('SIGSTOP');
}

/** It goes on where it was, and is given time to do harm. */
async function wake(): Promise<void> {
  stopped.program.signal('SIGCONT');
  await sleep(1_500);
}

async function invited(seed: number): Promise<string> {
  door.to(stopped);
  const { callId, status } = await system.simulator.invite({ seed });
  expect(status).toBe(202);
  return callId;
}

async function recordedCall(seed: number): Promise<string> {
  const callId = await invited(seed);
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

async function isRecording(callId: string): Promise<void> {
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
}

async function asked(callId: string, verb: string): Promise<(number | null)[]> {
  return (await system.simulator.asked(callId, verb)).map(({ status }) => status);
}

const times = (story: readonly string[], type: string) => story.filter((each) => each === type).length;

it('before its answer left: another answers in time, and it sends none when it wakes', async () => {
  system.mediaHost.prepareDelayMs = 600;
  const callId = await invited(1);
  stop();
  await isRecording(callId);
  expect((await system.simulator.call(callId)).answeredAfterMs).toBeLessThan(5_000);
  await wake();

  expect(await asked(callId, 'answer')).toEqual([202]);
  expect(await asked(callId, 'updateRecordingStatus')).toEqual([200]);
  const story = await system.admin.story(callId);
  expect(story).not.toContain('ResponseMissed');
  for (const once of ['CallDecided', 'CallAnswered', 'RecordingStarted', 'KeepingStarted'])
    expect(times(story, once), `${once} in ${story.join()}`).toBe(1);
});

it.each([300, 900, 2_000])(
  'with its answer on the way for %i ms: the call is answered once and never missed',
  async (latencyMs) => {
    await system.simulator.faults({ graph: [{ verb: 'answer', latencyMs, times: 1 }] });
    const callId = await invited(latencyMs);
    await eventually(async () => expect((await system.simulator.call(callId)).answerSeenAt).not.toBeNull());
    stop();
    await isRecording(callId);
    await wake();

    expect((await asked(callId, 'answer')).filter((status) => status === 202)).toHaveLength(1);
    const story = await system.admin.story(callId);
    expect(story).not.toContain('ResponseMissed');
    expect(times(story, 'CallAnswered'), story.join()).toBe(1);
    expect(await system.admin.session(callId)).toMatchObject({ response: 'answered', recordingStatus: 'recording' });
  },
);

it('with its report on the way: one permit, and media is kept under it alone', async () => {
  await system.simulator.faults({ graph: [{ verb: 'updateRecordingStatus', replyDelayMs: 700, times: 1 }] });
  const callId = await invited(2);
  await eventually(async () => expect((await system.simulator.call(callId)).recordingStatus).toBe('recording'));
  stop();
  await isRecording(callId);
  await wake();

  const story = await system.admin.story(callId);
  expect(times(story, 'RecordingStarted'), story.join()).toBe(1);
  expect(system.mediaHost.keepOrders.filter((order) => order.callId === callId)).toHaveLength(1);
});

it('with an order to the media host on the way: a call whose media was told to stop stays stopped', async () => {
  const callId = await recordedCall(3);
  system.mediaHost.orderDelayMs = 500;
  await system.simulator.end(callId);
  await eventually(async () => expect((await system.admin.session(callId)).endedAt).not.toBeNull());
  stop();
  system.mediaHost.orderDelayMs = 0;
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));
  await wake();

  const orders = system.mediaHost.keepOrders.filter((order) => order.callId === callId);
  expect(orders.at(-1)).toMatchObject({ keep: false });
  expect(times(await system.admin.story(callId), 'CallEnded')).toBe(1);
});

it('in the middle of changes: it holds up no call, whatever it has locked', { timeout: 90_000 }, async () => {
  const token = await system.simulator.platformToken();
  for (const seed of [10, 11, 12, 13, 14]) {
    const callId = await recordedCall(seed);
    // It is at work on this call when it stops, most likely within a transaction.
    const told = Array.from({ length: 40 }, (_, i) => stopped.post(sharing(callId, i), token).catch(() => null));
    await sleep(5 + seed);
    stop();
    const began = performance.now();
    await system.simulator.end(callId);
    await system.ended(callId);
    expect(performance.now() - began).toBeLessThan(5_000);
    await sleep(Math.max(0, STOPPED_MS - (performance.now() - began)));
    stopped.program.signal('SIGCONT');
    await Promise.all(told);
    expect(await system.admin.session(callId)).toMatchObject({
      callState: 'terminated',
      recordingStatus: 'notRecording',
    });
  }
});

function sharing(callId: string, i: number): object {
  const resourceUrl = `/communications/calls/${callId}/contentsharingsessions/${i}`;
  return { value: [{ changeType: i % 2 === 0 ? 'created' : 'deleted', resourceUrl }] };
}
