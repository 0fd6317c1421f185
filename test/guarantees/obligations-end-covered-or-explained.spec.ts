import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gap } from '@app/contracts';
import { eventually, sleep } from '../support/eventually.js';
import { System } from '../support/system.js';

/** What nobody kept is looked for a minute after the last word of a call. */
const SETTLED_WITHIN_MS = 90_000;
/** What lies between two segments of a recording is no longer than this. */
const HOLE_MS = 1_000;

let system: System;
beforeAll(async () => void (system = await System.start({ recorders: 2, mediaHosts: 1 })));
afterAll(() => system.stop());

async function recordedCall(): Promise<string> {
  const { callId } = await system.simulator.invite({ media: 'speech' });
  await shown(callId, 'recording');
  await eventually(async () => expect(await system.admin.story(callId)).toContain('SegmentKept'));
  return callId;
}

const shown = (callId: string, status: string) =>
  eventually(async () => expect((await system.simulator.call(callId)).recordingStatus).toBe(status), 40_000);

async function endedAfterwards(callId: string): Promise<string> {
  await system.simulator.end(callId);
  await system.ended(callId);
  return callId;
}

const stories = {
  kept: async () => endedAfterwards(await recordedCall()),

  paused: async () => {
    const callId = await recordedCall();
    await system.admin.orderSession(callId, 'pause', { reason: 'a card number', resumeAfterSeconds: 600 });
    await sleep(3_000);
    await system.admin.orderSession(callId, 'resume', { reason: 'said' });
    await eventually(async () =>
      expect((await system.admin.story(callId)).filter((type) => type === 'KeepingStarted')).toHaveLength(2),
    );
    await sleep(1_500);
    return endedAfterwards(callId);
  },

  mediaLost: async () => {
    const callId = await recordedCall();
    await system.simulator.cutMedia(callId);
    await shown(callId, 'failed');
    return endedAfterwards(callId);
  },

  notAnswered: async () => {
    const graph = [{ verb: 'answer', status: 403, code: '7504' }];
    const { callId } = await system.simulator.invite({ faults: { graph } });
    await system.ended(callId);
    return callId;
  },

  recordingRefused: async () => {
    const graph = [{ verb: 'updateRecordingStatus', status: 403, code: '8506', times: 100 }];
    const { callId } = await system.simulator.invite({ media: 'speech', faults: { graph } });
    await eventually(async () => expect(await system.admin.story(callId)).toContain('RecordingRefused'));
    await sleep(2_500);
    return endedAfterwards(callId);
  },
};

/** Pieces of one person's time, by the coverage that is told of them, in which nobody recorded them. */
async function uncovered(callId: string): Promise<{ from: number; to: number }[]> {
  const people = await system.admin.coverage(callId);
  expect(people).toHaveLength(1);
  return people[0]!.stretches.flatMap(({ from, to, coverage }) =>
    coverage === 'none' ? [{ from: Date.parse(from), to: Date.parse(to!) }] : [],
  );
}

it('whatever happened to a call, and whoever is left to find out: all of it is covered, or a gap with its cause', async () => {
  const calls = await Promise.all(
    Object.entries(stories).map(async ([story, play]) => ({ story, callId: await play() })),
  );
  // What is to be settled is stored: it needs no process that saw the calls.
  const [first, second] = system.recorders;
  await first!.program.kill('SIGKILL');
  await first!.program.start();
  await second!.program.kill('SIGKILL');

  await eventually(async () => {
    const [row] = await system.sql<{ left: number }>('SELECT count(*)::integer AS left FROM unsettled_conversation');
    expect(row!.left).toBe(0);
  }, SETTLED_WITHIN_MS);

  const found: Record<string, Gap['cause'][]> = {};
  for (const { story, callId } of calls) {
    const gaps = await system.admin.gaps(callId);
    // How soon recording comes back is no matter of this test.
    found[story] = [...new Set(gaps.map(({ cause }) => cause))].filter((cause) => cause !== 'starting');
    const owedFrom = Date.parse((await system.admin.session(callId)).establishedAt ?? '');
    for (const { from, to } of await uncovered(callId)) {
      const owed = Number.isNaN(owedFrom) ? from : Math.max(from, owedFrom);
      let until = owed;
      for (const gap of gaps) if (Date.parse(gap.from) <= until) until = Math.max(until, Date.parse(gap.to));
      expect(to - until, `${story}: unaccounted from ${new Date(until).toISOString()}`).toBeLessThanOrEqual(HOLE_MS);
    }
  }
  expect(found).toEqual({
    kept: [],
    paused: ['paused'],
    mediaLost: ['mediaLost'],
    notAnswered: ['notAnswered'],
    recordingRefused: ['recordingRefused'],
  });
}, 180_000);
