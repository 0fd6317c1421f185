import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';

/** What each story leaves on record, with the policies of a new installation. */
const RECORDED = { response: 'answered', callState: 'terminated', recordingStartedAt: expect.any(String) as string };
const STORIES: Record<string, object> = {
  'policy-recording': { ...RECORDED, endReason: { code: 200, subcode: 5001 }, participantCapacity: 100 },
  'peer-to-peer': { kind: 'direct', response: 'rejected', decision: { action: 'decline' }, missed: null },
  'voip-app-hosted': { kind: 'direct', response: 'rejected', decision: { action: 'decline' }, missed: null },
  meeting: { ...RECORDED, endReason: { code: 200, subcode: 5001 } },
  'late-answer': { response: 'missed', missed: { stage: 'sent' } },
  'no-media-host': { response: 'rejected', missed: { cause: 'noMediaHost' } },
  'media-unreachable': { response: 'answered', recordingStartedAt: null, endReason: { code: 500, subcode: 1005 } },
  'answer-refused': { response: 'missed', missed: { cause: 'graphRefused', code: '7504' } },
  throttled: { ...RECORDED, endReason: { code: 200, subcode: 5001 } },
  'lost-terminated': { ...RECORDED, endReason: { code: 404 } },
};

let system: System;
beforeAll(async () => {
  system = await System.start({
    recorders: 2,
    mediaHosts: 2,
    recorderEnv: { RECORDER_CALL_KEEP_ALIVE_SECONDS: '4' },
  });
});
afterAll(() => system.stop());

it('every story of the simulator is played here', async () => {
  expect((await system.simulator.scenarios()).sort()).toEqual(Object.keys(STORIES).sort());
});

it.each(Object.entries(STORIES))('%s: goes as told, and is on record', { timeout: 90_000 }, async (name, expected) => {
  if (name === 'no-media-host') await Promise.all(system.mediaHosts.map(({ program }) => program.kill('SIGTERM')));

  const runId = await system.simulator.play(name, { seed: 7, overrides: { talkSeconds: 3 } });

  const callIds = await eventually(async () => {
    const run = await system.simulator.run(runId);
    expect(run.state, run.failure ?? '').not.toBe('playing');
    expect(run.failure, run.steps.map(({ text }) => text).join('\n')).toBeNull();
    return run.callIds;
  }, 60_000);
  for (const callId of callIds) {
    await system.ended(callId);
    expect(await system.admin.session(callId)).toMatchObject(expected);
  }
  expect(await system.simulator.violations(), "what we sent keeps Microsoft's description").toEqual([]);
  if (name === 'no-media-host') await Promise.all(system.mediaHosts.map(({ program }) => program.start()));
});

it('what people said in the recorded stories is kept, and on record', async () => {
  const sessions = (await system.admin.sessions()).filter(({ recordingStartedAt }) => recordingStartedAt);

  for (const { id, callId } of sessions) {
    await eventually(async () => {
      const kept = await system.sql('SELECT 1 FROM kept_segment WHERE session_id = $1', [id]);
      expect(kept.length, `segments of ${callId}`).toBeGreaterThan(0);
    });
  }
  expect(sessions.length).toBeGreaterThanOrEqual(4);
});

it('nothing was set aside, and no recorder or media host logged an error of its own', async () => {
  expect(await system.sql('SELECT kind, last_error FROM durable_command WHERE buried_at IS NOT NULL')).toEqual([]);
  const errors = system.logs.split('\n').filter((line) => /"level":(50|60)/.test(line));
  expect(errors).toEqual([]);
});
