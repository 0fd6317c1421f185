import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readWav } from '../../apps/media-host/src/capture/read-wav.fixture.js';
import type { Segment } from '../../apps/media-host/src/capture/segment-file.js';
import { eventually, sleep } from '../support/eventually.js';
import type { ReferenceMediaHost } from '../support/reference-media-host.js';
import type { Faults } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
let host: ReferenceMediaHost;
beforeAll(async () => {
  system = await System.start({ mediaHosts: 1 });
  host = system.mediaHosts[0]!;
});
afterAll(() => system.stop());
afterEach(async () => {
  const { program } = system.recorder;
  if (!program.alive) await program.start();
});

interface TalkingCall {
  callId: string;
  mediaSessionId: string;
}

/** A policy-recorded call in which people talk from the moment media is dialled. */
async function talkingCall(faults: Faults): Promise<TalkingCall> {
  const { callId } = await system.simulator.invite({ seed: 1, media: 'speech', faults });
  await eventually(async () => expect((await system.simulator.call(callId)).state).toBe('established'));
  const [row] = await system.sql<{ id: string }>(
    'SELECT media_session_id AS id FROM recording_session WHERE call_id = $1',
    [callId],
  );
  return { callId, mediaSessionId: row!.id };
}

/** Some of what people say is kept from now on. */
async function isKeeping({ mediaSessionId }: TalkingCall): Promise<Segment[]> {
  return eventually(async () => {
    const segments = await host.segments(mediaSessionId);
    expect(segments.length).toBeGreaterThan(0);
    return segments;
  });
}

/** When Graph had first said yes to `recording`; its reply left right after. */
async function confirmedAt({ callId }: TalkingCall): Promise<number> {
  const reports = await system.simulator.asked(callId, 'updateRecordingStatus');
  return Date.parse(reports.find(({ status }) => status === 200)!.at);
}

async function end({ callId }: TalkingCall): Promise<void> {
  await system.simulator.end(callId);
  await system.ended(callId);
}

it.each<[string, Faults]>([
  ['Graph thinks about it for three seconds', { graph: [{ verb: 'updateRecordingStatus', latencyMs: 3_000 }] }],
  [
    'Graph does it, but its reply takes two seconds',
    { graph: [{ verb: 'updateRecordingStatus', replyDelayMs: 2_000 }] },
  ],
  ['Graph fails three times first', { graph: [{ verb: 'updateRecordingStatus', status: 503, times: 3 }] }],
])('nothing is kept before Graph has confirmed the recording, when %s', async (_what, faults) => {
  const call = await talkingCall(faults);
  await sleep(1_000);
  const files = await host.audioFiles(call.mediaSessionId);
  const early = await system.simulator.asked(call.callId, 'updateRecordingStatus');
  if (!early.some(({ status }) => status === 200)) expect(files).toEqual([]);

  const segments = await isKeeping(call);

  const confirmed = await confirmedAt(call);
  for (const { from } of segments) expect(Date.parse(from)).toBeGreaterThanOrEqual(confirmed);
  await end(call);
});

it('nothing is kept when the recorder dies before Graph has confirmed; the next one asks again, and then it is', async () => {
  const call = await talkingCall({ graph: [{ verb: 'updateRecordingStatus', latencyMs: 3_000, times: 1 }] });
  await sleep(500);

  await system.recorder.program.kill('SIGKILL');
  // Graph has done by now what it was asked; nobody was there to hear it.
  await eventually(async () => expect((await system.simulator.call(call.callId)).recordingStatus).toBe('recording'));
  await sleep(500);
  expect(await host.audioFiles(call.mediaSessionId)).toEqual([]);
  await system.recorder.program.start();

  const [first] = await isKeeping(call);
  const heard = (await system.simulator.asked(call.callId, 'updateRecordingStatus')).at(-1)!;
  expect(heard.status).toBe(200);
  expect(Date.parse(first!.from)).toBeGreaterThanOrEqual(Date.parse(heard.at));
  await end(call);
});

it('nothing is ever kept of a call that ends before Graph has confirmed', async () => {
  const call = await talkingCall({ graph: [{ verb: 'updateRecordingStatus', latencyMs: 1_500 }] });

  await end(call);
  await sleep(2_000);

  expect(await host.audioFiles(call.mediaSessionId)).toEqual([]);
  expect((await system.admin.session(call.callId)).recordingStartedAt).toBeNull();
});

it('when Graph will not have it recorded, nothing is kept, and the session says why', async () => {
  const call = await talkingCall({ graph: [{ verb: 'updateRecordingStatus', status: 400, code: '8506' }] });

  await eventually(async () => expect((await system.admin.session(call.callId)).flags).toContain('notUnderPolicy'));
  await sleep(1_000);

  expect(await host.audioFiles(call.mediaSessionId)).toEqual([]);
  await end(call);
});

it('after the end nothing more is kept, and what was kept is whole and on record', async () => {
  const call = await talkingCall({});
  await isKeeping(call);

  await end(call);
  const { endedAt } = await system.simulator.call(call.callId);
  await eventually(async () => expect(await system.admin.story(call.callId)).toContain('KeepingStopped'));
  const segments = await host.segments(call.mediaSessionId);
  await sleep(1_500);

  expect(await host.segments(call.mediaSessionId)).toEqual(segments);
  for (const { file, sha256, bytes, to } of segments) {
    const content = await readFile(join(host.dataDir, call.mediaSessionId, file));
    expect({ sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length }).toEqual({
      sha256,
      bytes,
    });
    expect(readWav(content).length).toBeGreaterThan(0);
    // What was on its way when people hung up may still arrive.
    expect(Date.parse(to)).toBeLessThan(Date.parse(endedAt!) + 1_000);
  }
  await eventually(async () => {
    const kept = await system.sql<{ sha256: string }>(
      `SELECT sha256 FROM kept_segment JOIN recording_session USING (session_id)
       WHERE call_id = $1 ORDER BY started_at`,
      [call.callId],
    );
    expect(kept.map(({ sha256 }) => sha256)).toEqual(segments.map(({ sha256 }) => sha256));
  });
});

it('when media is lost, nothing more is kept and Teams is told that recording failed', async () => {
  const call = await talkingCall({});
  await isKeeping(call);

  await system.simulator.cutMedia(call.callId);

  await eventually(async () => expect((await system.simulator.call(call.callId)).recordingStatus).toBe('failed'));
  const reports = await system.simulator.asked(call.callId, 'updateRecordingStatus');
  expect(reports.map(({ body }) => (body as { status: string }).status)).toEqual(['recording', 'failed']);
  const story = await system.admin.story(call.callId);
  expect(story.indexOf('KeepingStopped')).toBeGreaterThan(story.indexOf('MediaLost'));
  const files = await host.audioFiles(call.mediaSessionId);
  await sleep(1_500);
  expect(await host.audioFiles(call.mediaSessionId)).toEqual(files);
  await end(call);
});

it('when the media host dies, Teams is told that recording failed', { timeout: 90_000 }, async () => {
  const call = await talkingCall({});
  await isKeeping(call);

  await host.program.kill('SIGKILL');
  await host.program.start();

  await eventually(
    async () => expect((await system.simulator.call(call.callId)).recordingStatus).toBe('failed'),
    40_000,
  );
  await end(call);
});
