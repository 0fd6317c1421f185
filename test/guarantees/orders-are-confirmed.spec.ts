import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Schemas } from '@app/admin-client';
import type { Segment } from '../../apps/media-host/src/capture/segment-file.js';
import type { SessionOrder } from '../support/admin-client.js';
import { eventually, sleep } from '../support/eventually.js';
import type { ReferenceMediaHost } from '../support/reference-media-host.js';
import { System } from '../support/system.js';

let system: System;
let host: ReferenceMediaHost;
beforeAll(async () => {
  system = await System.start({ recorders: 2, mediaHosts: 1 });
  host = system.mediaHosts[0]!;
});
afterAll(() => system.stop());

interface TalkingCall {
  callId: string;
  mediaSessionId: string;
}

/** A call that is recorded while people talk. */
async function recordedCall(): Promise<TalkingCall> {
  const { callId } = await system.simulator.invite({ seed: 1, media: 'speech' });
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));
  const [row] = await system.sql<{ id: string }>(
    'SELECT media_session_id AS id FROM recording_session WHERE call_id = $1',
    [callId],
  );
  return { callId, mediaSessionId: row!.id };
}

type More = { resumeAfterSeconds?: number };

function order({ callId }: TalkingCall, what: SessionOrder, body: More): Promise<Schemas['SessionDetail']> {
  return system.admin.orderSession(callId, what, { reason: 'as the customer asked', ...body });
}

const shownBy = async ({ callId }: TalkingCall) => (await system.simulator.call(callId)).recordingStatus;
const kept = ({ mediaSessionId }: TalkingCall): Promise<Segment[]> => host.segments(mediaSessionId);

it('a pause is answered when Teams shows it; nothing of it is kept, and it ends when somebody says so', async () => {
  const call = await recordedCall();

  const paused = await order(call, 'pause', { resumeAfterSeconds: 600 });
  expect(paused).toMatchObject({ recordingStatus: 'notRecording', standingOrder: 'paused', endedAt: null });
  expect(await shownBy(call)).toBe('notRecording');
  const from = Date.now();
  await sleep(2_000);
  const until = Date.now();

  const resumed = await order(call, 'resume', {});
  expect(resumed).toMatchObject({ recordingStatus: 'recording', standingOrder: null, pausedUntil: null });
  expect(await shownBy(call)).toBe('recording');
  await eventually(async () =>
    expect((await kept(call)).some((segment) => Date.parse(segment.from) > until)).toBe(true),
  );

  const meanwhile = (await kept(call)).filter((piece) => Date.parse(piece.to) > from && Date.parse(piece.from) < until);
  expect(meanwhile).toEqual([]);
  const story = await system.admin.story(call.callId);
  expect(story.indexOf('KeepingStopped')).toBeGreaterThan(story.indexOf('PauseOrdered'));
  await system.simulator.end(call.callId);
});

it('a pause that nobody ends ends by itself, also when the recorder that took the order is dead', async () => {
  const call = await recordedCall();
  await order(call, 'pause', { resumeAfterSeconds: 3 });

  const { program } = system.recorder;
  await program.kill('SIGKILL');
  await eventually(async () => expect(await shownBy(call)).toBe('recording'), 15_000);
  await program.start();

  expect(await system.admin.session(call.callId)).toMatchObject({ standingOrder: null, pausedUntil: null });
  await system.simulator.end(call.callId);
});

it('a pause longer than is allowed is refused, and changes nothing', async () => {
  const call = await recordedCall();

  await expect(order(call, 'pause', { resumeAfterSeconds: 3_601 })).rejects.toThrow('recording.pause-too-long');

  expect(await shownBy(call)).toBe('recording');
  await system.simulator.end(call.callId);
});

it('stopped, a call is kept no more and stays up', async () => {
  const call = await recordedCall();

  expect(await order(call, 'stop', {})).toMatchObject({ recordingStatus: 'notRecording', standingOrder: 'stopped' });

  const segments = await kept(call);
  await sleep(1_500);
  expect(await kept(call)).toEqual(segments);
  expect((await system.simulator.call(call.callId)).state).toBe('established');
  await expect(order(call, 'resume', {})).rejects.toThrow('recording.not-paused');
  await system.simulator.end(call.callId);
});

it('an order to hang up is answered when Graph has carried it out', async () => {
  const call = await recordedCall();

  await order(call, 'hang-up', {});

  await system.ended(call.callId);
  expect((await system.simulator.call(call.callId)).state).toBe('terminated');
  await expect(order(call, 'pause', {})).rejects.toThrow('recording.call-already-ended');
});

it('an order that Teams does not confirm in time is no success, and stands', { timeout: 90_000 }, async () => {
  const call = await recordedCall();
  // Longer than the recorder waits for Graph, twice.
  await system.simulator.faults({ graph: [{ verb: 'updateRecordingStatus', latencyMs: 15_000, times: 2 }] });

  await expect(order(call, 'stop', {})).rejects.toThrow('recording.order-unconfirmed');

  const files = await host.audioFiles(call.mediaSessionId);
  await eventually(async () => expect(await shownBy(call)).toBe('notRecording'), 40_000);
  await system.simulator.faults({});
  expect(await host.audioFiles(call.mediaSessionId)).toEqual(files);
  await system.simulator.end(call.callId);
});
