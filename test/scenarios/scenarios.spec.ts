import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { closedWhenAsked } from '../support/graph-checks.js';
import { System } from '../support/system.js';
import { BREAKING, conversationsOf, ENDED, playedToItsEnd, RECORDED } from './playing.js';

/** What each story leaves on record of every call of it, with the policies of a new installation. */
const STORIES: Record<string, object> = {
  'policy-recording': { ...RECORDED, ...ENDED, participantCapacity: 100 },
  'peer-to-peer': { kind: 'direct', response: 'rejected', decision: { action: 'decline' }, missed: null },
  'voip-app-hosted': { kind: 'direct', response: 'rejected', decision: { action: 'decline' }, missed: null },
  meeting: { ...RECORDED, ...ENDED },
  'late-answer': { response: 'missed', missed: { stage: 'sent' } },
  'no-media-host': { response: 'rejected', missed: { cause: 'noMediaHost' } },
  'media-unreachable': { response: 'answered', recordingStartedAt: null, endReason: { code: 500, subcode: 1005 } },
  'answer-refused': { response: 'missed', missed: { cause: 'graphRefused', code: '7504' } },
  throttled: { ...RECORDED, ...ENDED },
  'lost-terminated': { ...RECORDED, endReason: { code: 404 } },
  'first-invite-race': { ...RECORDED, ...ENDED },
  'twin-invitations': { ...RECORDED, ...ENDED },
  'paired-recorder-lost': { ...RECORDED, ...ENDED },
};

/** And what its timelines tell, where that is the point of the story. */
const TELLS: Record<string, string[]> = { 'paired-recorder-lost': ['CoverageFell'] };

let system: System;
beforeAll(async () => {
  system = await System.start({ recorders: 2, mediaHosts: 2 });
});
afterAll(() => system.stop());

it('every story of the simulator is played here', async () => {
  const stories = [...Object.keys(STORIES), 'large-meeting', ...BREAKING];
  expect((await system.simulator.scenarios()).sort()).toEqual(stories.sort());
});

it.each(Object.entries(STORIES))('%s: goes as told, and is on record', { timeout: 90_000 }, async (name, expected) => {
  const hosts = name === 'no-media-host' ? system.mediaHosts : [];
  await Promise.all(hosts.map(({ program }) => program.kill('SIGTERM')));
  try {
    const callIds = await playedToItsEnd(system, name);
    // Of an end that Teams does not tell a call hears when it asks, and that may be ten minutes later.
    for (const callId of callIds)
      await (name === 'lost-terminated' ? closedWhenAsked(system, callId) : system.ended(callId));

    for (const callId of callIds) {
      expect(await system.admin.session(callId)).toMatchObject(expected);
      expect(await system.admin.story(callId)).toEqual(expect.arrayContaining(TELLS[name] ?? []));
    }
    const isDirect = 'kind' in expected;
    expect(await conversationsOf(system, callIds), 'legs of one story are one conversation').toBe(isDirect ? 0 : 1);
  } finally {
    // The next stories need them, whatever became of this one.
    await Promise.all(hosts.map(({ program }) => program.start()));
  }
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
