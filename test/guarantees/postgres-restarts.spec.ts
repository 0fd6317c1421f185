import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import { OwnPostgres } from '../support/own-postgres.js';
import { System } from '../support/system.js';
import { TeamsByHand } from '../support/teams-by-hand.js';

let postgres: OwnPostgres;
let system: System;
let teams: TeamsByHand;
let seeds = 0;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
  system = await System.start({ postgres, recorders: 2 });
  teams = new TeamsByHand(await system.simulator.platformToken());
});
afterEach(() => {
  for (const { program } of system.recorders) expect(program.alive, system.logs.slice(-3_000)).toBe(true);
});
afterAll(async () => {
  await system.stop();
  await postgres.discard();
});

/** One invitation every `everyMs` until it is told to stop: what became of each. */
function inviteEvery(everyMs: number): () => Promise<{ callId: string; status: number | null }[]> {
  const invited: ReturnType<typeof system.simulator.invite>[] = [];
  const timer = setInterval(() => {
    invited.push(system.simulator.invite({ seed: (seeds += 1), media: 'none' }));
  }, everyMs);
  return () => {
    clearInterval(timer);
    return Promise.all(invited);
  };
}

async function isRecording(callId: string): Promise<void> {
  await eventually(async () => {
    const { recordingStatus } = await system.admin.session(callId);
    expect(recordingStatus, (await system.admin.story(callId)).join()).toBe('recording');
  });
}

async function recordedCall(): Promise<string> {
  const { callId } = await system.simulator.invite({ seed: (seeds += 1) });
  await isRecording(callId);
  return callId;
}

/** What happens to a call once, however often it is tried. A media host may be told twice, and both are on record. */
const ONCE = ['InvitationReceived', 'CallDecided', 'MediaPrepared', 'CallAnswered', 'CallEstablished'];
const ONCE_RECORDED = [...ONCE, 'RecordingStarted'];

async function expectOnce(callId: string, once: readonly string[]): Promise<void> {
  const story = await system.admin.story(callId);
  const counted = once.map((name) => [name, story.filter((type) => type === name).length]);
  expect(counted, `${callId}: ${story.join()}`).toEqual(once.map((name) => [name, 1]));
}

async function notStored(kind: string): Promise<number> {
  const counted = await Promise.all(
    system.recorders.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = text
        .split('\n')
        .find((each) => each.startsWith('witness_notifications_not_stored_total{') && each.includes(`kind="${kind}"`));
      return Number(line?.split(' ').at(-1) ?? 0);
    }),
  );
  return counted.reduce((sum, each) => sum + each, 0);
}

/** Restarts, and says how long nobody could connect. A machine that is busy with something else may take its time. */
async function restart(mode: 'fast' | 'immediate'): Promise<number> {
  const began = performance.now();
  await postgres.restart(mode);
  return performance.now() - began;
}

it.each(['fast', 'immediate'] as const)(
  'after a %s restart under a stream of invites every call is recorded or on record as missed, and answered once',
  { retry: 2, timeout: 90_000 },
  async (mode) => {
    const stop = inviteEvery(100);
    await sleep(1_500);
    const downMs = await restart(mode);
    await sleep(1_500);
    const invited = await stop();

    const missed: string[] = [];
    for (const { callId } of invited.filter(({ status }) => status === 202)) {
      const { response } = await eventually(async () => {
        const session = await system.admin.session(callId);
        expect(session.response).not.toBeNull();
        return session;
      });
      const answers = await system.simulator.asked(callId, 'answer');
      expect(answers.filter(({ status }) => status === 202).length, callId).toBe(response === 'answered' ? 1 : 0);
      if (response !== 'answered') missed.push(callId);
      else await eventually(() => expectOnce(callId, ONCE_RECORDED));
    }
    // For so long everything waits, and there is time to answer what came meanwhile.
    if (downMs < 1_000) expect([missed, invited.filter(({ status }) => status !== 202)]).toEqual([[], []]);
  },
);

it('a restart that is over within a second refuses nobody', { retry: 3 }, async (ctx) => {
  const replies: ReturnType<typeof teams.invite>[] = [];
  const timer = setInterval(() => replies.push(teams.invite(system.recorders[replies.length % 2]!)), 10);
  await sleep(300);
  const downMs = await restart('fast');
  await sleep(300);
  clearInterval(timer);

  const answered = await Promise.all(replies);
  // On a slow disk it is not over within a second, and this says nothing.
  if (downMs >= 1_000) return ctx.skip();
  const refused = answered.filter(({ status }) => status !== 202);
  expect(refused, system.logs.match(/[^\n]*could not be stored[^\n]*/g)?.join('\n')).toEqual([]);
});

it(
  'while it is down for five seconds, invites get 503 and joinings busy in time, and are counted',
  { retry: 2 },
  async () => {
    const callId = await recordedCall();
    const kinds = ['incomingCall', 'participantJoining'];
    const before = await Promise.all(kinds.map(notStored));
    await postgres.stop('immediate');
    const downAt = Date.now();
    let refused = 0;
    try {
      while (Date.now() < downAt + 5_000) {
        const recorder = system.recorders[refused % 2]!;
        const [invite, joining] = await Promise.all([teams.invite(recorder), teams.joining(recorder, callId)]);
        expect(invite.status).toBe(503);
        expect(invite.ms).toBeLessThan(3_500);
        expect(joining).toMatchObject({ status: 200, body: { reason: 'busy' } });
        expect(joining.ms).toBeLessThan(1_000);
        refused += 1;
        await sleep(100);
      }
    } finally {
      await postgres.resume();
    }

    const counted = await Promise.all(kinds.map(notStored));
    expect(counted).toEqual(before.map((count) => count + refused));
    const { callId: next, status } = await system.simulator.invite({ seed: (seeds += 1) });
    expect(status).toBe(202);
    const answeredAfterMs = await eventually(async () => {
      const call = await system.simulator.call(next);
      expect(call.answeredAfterMs).not.toBeNull();
      return call.answeredAfterMs;
    });
    expect(answeredAfterMs).toBeLessThan(5_000);
  },
);

it(
  'while it hangs and answers nothing, joinings are told busy in time, and afterwards decided',
  { retry: 2 },
  async () => {
    const callId = await recordedCall();
    const goOn = await postgres.freeze();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) => teams.joining(system.recorders[i % 2]!, callId)),
    ).finally(goOn);

    for (const { status, body, ms } of replies) {
      expect([status, body]).toEqual([200, { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' }]);
      expect(ms).toBeLessThan(1_000);
    }
    await eventually(async () => {
      const { body } = await teams.joining(system.recorder, callId);
      expect(body).toEqual({ '@odata.type': '#microsoft.graph.acceptJoinResponse' });
    });
  },
);

it('what was under way when it stopped is finished when it is back, once', async () => {
  const ending = await recordedCall();
  await system.simulator.faults({ graph: [{ verb: 'updateRecordingStatus', latencyMs: 1_000 }] });
  system.mediaHost.orderDelayMs = 1_000;
  const { callId: starting } = await system.simulator.invite({ seed: (seeds += 1) });
  await eventually(async () => expect((await system.simulator.call(starting)).establishedAt).not.toBeNull());
  await system.simulator.end(ending);
  await system.ended(ending);

  await postgres.restart('immediate', 5_000);
  await system.simulator.faults({});
  system.mediaHost.orderDelayMs = 0;

  await isRecording(starting);
  await eventually(() => expectOnce(starting, ONCE_RECORDED));
  await eventually(async () => expect(await system.admin.story(ending)).toContain('CallReleased'));
  await expectOnce(ending, [...ONCE_RECORDED, 'CallEnded']);
});
