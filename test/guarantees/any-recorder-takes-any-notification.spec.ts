import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => void (system = await System.start({ recorders: 2 })));
afterAll(() => system.stop());
afterEach(async () => {
  for (const { program } of system.recorders) if (!program.alive) await program.start();
});

async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

/** Which recorders took notifications of a call. */
async function takers(callId: string): Promise<Set<string>> {
  const entries = (await system.simulator.transcript(callId)).filter(({ direction }) => direction === 'toRecorder');
  return new Set(entries.map((entry) => new URL(entry.url!).origin));
}

it('a call whose notifications land on either of two recorders has one story', async () => {
  const callId = await recordedCall(1);
  await system.simulator.join(callId, 2);
  await system.simulator.end(callId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));

  expect((await takers(callId)).size).toBe(2);
  const story = await system.admin.story(callId);
  for (const once of [
    'InvitationReceived',
    'CallDecided',
    'CallAnswered',
    'CallEstablished',
    'RecordingStarted',
    'CallEnded',
  ])
    expect(
      story.filter((type) => type === once),
      once,
    ).toHaveLength(1);
  const orders = (await system.simulator.asked(callId)).map(({ verb }) => verb);
  expect(orders.filter((verb) => verb === 'answer')).toHaveLength(1);
  expect(orders.filter((verb) => verb === 'updateRecordingStatus')).toHaveLength(1);
});

it('fifty rosters at the same time, spread over both in no order, leave the newest one', async () => {
  const callId = await recordedCall(3);
  const token = await system.simulator.platformToken();
  const rosters = Array.from({ length: 50 }, (_, i) => {
    const people = [`always`, `only-in-${i}`].map((id) => ({ id, rosterSequenceNumber: 1_000 + i, isInLobby: false }));
    return {
      value: [
        { changeType: 'updated', resourceUrl: `/communications/calls/${callId}/participants`, resourceData: people },
      ],
    };
  });
  // 7 and 50 share no factor: every roster once, far from its neighbours.
  const shuffled = rosters.map((_, i) => rosters[(i * 7) % rosters.length]!);

  const posts = shuffled.map((roster, i) => system.recorders[i % 2]!.post(roster, token));
  const statuses = (await Promise.all(posts)).map(({ status }) => status);

  expect(statuses).toEqual(statuses.map(() => 202));
  const rows = await system.sql<{ id: string }>(
    `SELECT participant_id AS id FROM session_participant JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND in_roster AND left_at IS NULL ORDER BY participant_id`,
    [callId],
  );
  expect(rows.map(({ id }) => id)).toEqual(['always', 'only-in-49']);
});

it('both recorders show the same session', async () => {
  const callId = await recordedCall(4);

  const token = await system.simulator.accessToken(['Recording.Read']);
  const shown = await Promise.all(
    system.recorders.map(async ({ url }) => {
      const reply = await fetch(`${url}/admin/v1/sessions?callId=${callId}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return reply.json();
    }),
  );

  expect(shown[0]).toEqual(shown[1]);
});

it.each([0, 1])('when recorder %i dies in the middle of a call, the other one sees it through', async (index) => {
  const callId = await recordedCall(5 + index);
  // Whoever is killed has nothing left to do for it.
  await eventually(async () => expect(await system.admin.story(callId)).toContain('KeepingStarted'));

  await system.recorders[index]!.program.kill('SIGKILL');
  await system.simulator.end(callId);

  await system.ended(callId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));
  expect(system.mediaHost.keepOrders.filter((order) => order.callId === callId).map(({ keep }) => keep)).toEqual([
    true,
    false,
  ]);
});
