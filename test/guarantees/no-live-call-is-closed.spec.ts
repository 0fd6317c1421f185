import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { askedAgain, makeDue, UNKNOWN } from '../support/graph-checks.js';
import { MediaHostDouble } from '../support/media-host-double.js';
import type { Wish } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
let seeds = 0;
beforeAll(async () => void (system = await System.start({ recorders: 3 })));
afterAll(() => system.stop());
afterEach(async () => {
  await system.simulator.faults({});
  for (const { program } of system.recorders) if (!program.alive) await program.start();
});

async function liveCall(wish: Wish = {}): Promise<string> {
  const { callId } = await system.simulator.invite({ seed: (seeds += 1), ...wish });
  await eventually(async () => expect((await system.simulator.call(callId)).state).toBe('established'));
  return callId;
}

async function showsRecording(callId: string, status = 'recording'): Promise<void> {
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe(status));
}

async function recordedCall(wish: Wish = {}): Promise<string> {
  const callId = await liveCall(wish);
  await showsRecording(callId);
  return callId;
}

const ordersOf = (callId: string) =>
  system.doubles.flatMap(({ keepOrders }) => keepOrders.filter((order) => order.callId === callId));

/** Nothing has been undone: not in the session, not at the media host, not at Teams. */
async function isRecordedAsEver(callId: string): Promise<void> {
  expect(await system.admin.session(callId)).toMatchObject({ endedAt: null, recordingStatus: 'recording' });
  const [row] = await system.sql('SELECT permit_state FROM recording_session WHERE call_id = $1', [callId]);
  expect(row).toEqual({ permit_state: 'open' });
  const orders = ordersOf(callId);
  expect(new Set(orders.map(({ permitId, keep }) => `${permitId} ${keep}`)).size, 'one permit, kept under').toBe(1);
  expect(orders[0]?.keep).toBe(true);
  expect(system.mediaHost.released).not.toContain(callId);
  expect(await system.simulator.call(callId)).toMatchObject({ state: 'established', recordingStatus: 'recording' });
  expect(await system.simulator.asked(callId, 'updateRecordingStatus')).toHaveLength(1);
  expect(await system.simulator.asked(callId, 'delete')).toEqual([]);
}

async function endsByTeams(callId: string): Promise<void> {
  await system.simulator.end(callId);
  await system.ended(callId);
  expect((await system.admin.session(callId)).endReason).toMatchObject({ by: 'teams', witnesses: [] });
}

const doubts = async (callId: string) =>
  (await system.admin.story(callId)).filter((type) => type === 'CallDoubted').length;

describe("Graph's word alone closes no call", () => {
  it('however often it is said, to whichever recorder, over a restart of all: the call is recorded on', async () => {
    const callId = await recordedCall();
    await system.simulator.faults({ graph: [{ verb: 'keepAlive', ...UNKNOWN }] });
    const programs = system.recorders.map(({ program }) => program);

    await Promise.all(programs.map((program) => program.kill()));
    for (const program of programs) {
      // As if nobody had heard of the call for long: whoever starts asks after it.
      await system.sql(`UPDATE recording_session SET checked_at = now() - interval '1 hour' WHERE call_id = $1`, [
        callId,
      ]);
      await program.start();
      await askedAgain(system, callId, 3);
      await program.kill('SIGTERM');
    }
    await Promise.all(programs.map((program) => program.start()));
    expect(await doubts(callId)).toBeGreaterThanOrEqual(9);
    await isRecordedAsEver(callId);

    await system.sql(
      `UPDATE recording_session SET graph_gone_since = graph_gone_since - interval '1 hour' WHERE call_id = $1`,
      [callId],
    );
    await askedAgain(system, callId, 2);
    await eventually(async () => expect((await system.admin.session(callId)).flags).toContain('unwitnessed'));
    await isRecordedAsEver(callId);

    await system.simulator.faults({});
    await askedAgain(system, callId);
    await eventually(async () => expect(await system.admin.story(callId)).toContain('CallDoubtRefuted'));
    await askedAgain(system, callId, 2);
    await isRecordedAsEver(callId);
    await endsByTeams(callId);
  });

  it('in reply to what Teams is to show: the call is recorded as soon as Graph knows it again', async () => {
    const graph = [
      { verb: 'updateRecordingStatus', ...UNKNOWN, times: 1 },
      { verb: 'keepAlive', ...UNKNOWN, times: 2 },
    ];
    const callId = await liveCall({ faults: { graph } });
    await eventually(async () => expect(await doubts(callId)).toBe(1));
    await askedAgain(system, callId, 2);
    expect((await system.admin.session(callId)).endedAt).toBeNull();

    await askedAgain(system, callId);

    await showsRecording(callId);
    // Stops before it are of no permit: so the host is asked whether it knows the call.
    await eventually(() => expect(ordersOf(callId).at(-1)?.keep).toBe(true));
    expect(ordersOf(callId).filter(({ keep }) => keep)).toHaveLength(1);
    await endsByTeams(callId);
  });

  it('when it is asked how far a call is of which Teams has said nothing', async () => {
    const unheard = ['establishing', 'established'].map((kind) => ({ kind, effect: 'lose' }) as const);
    const graph = [{ verb: 'get', ...UNKNOWN, times: 1 }];
    const callId = await liveCall({ faults: { graph, notifications: unheard } });
    const nobodyHeardOfIt = () =>
      system.sql(`UPDATE recording_session SET checked_at = checked_at - interval '1 minute' WHERE call_id = $1`, [
        callId,
      ]);
    await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
    await nobodyHeardOfIt();
    await eventually(async () => expect(await doubts(callId)).toBe(1));
    expect((await system.admin.session(callId)).endedAt).toBeNull();

    await askedAgain(system, callId);
    await eventually(async () => expect(await system.admin.story(callId)).toContain('CallDoubtRefuted'));
    await nobodyHeardOfIt();

    await showsRecording(callId);
    await endsByTeams(callId);
  });
});

describe('while Graph knows the call', () => {
  /** As much as a day's regular checks. */
  async function staysOpen(callId: string): Promise<void> {
    await askedAgain(system, callId, 3);
    expect((await system.admin.session(callId)).endedAt).toBeNull();
    expect(await doubts(callId)).toBe(0);
    expect((await system.simulator.call(callId)).state).toBe('established');
  }

  it('media that was cut closes it not: Teams shows that recording failed, and the call goes on', async () => {
    const callId = await recordedCall();
    await system.simulator.cutMedia(callId);
    await showsRecording(callId, 'failed');

    await staysOpen(callId);
    await endsByTeams(callId);
  });

  it('a media host that is gone without a word closes it not', async () => {
    const token = await system.simulator.accessToken(['Media.Host']);
    const urls = system.recorders.map(({ url }) => url);
    const doomed = await MediaHostDouble.start(urls, token, { region: 'JPEA' });
    const botData = { mediaHostedRegion: 'JPEA' };
    const callId = await recordedCall({ media: 'none', call: { applicationMetadata: { botData } } });
    expect((await system.admin.session(callId)).mediaHostId).toBe(doomed.hostId);

    await eventually(() => expect(doomed.keepOrders).toHaveLength(1));

    await doomed.stop();
    await eventually(async () => expect(await system.admin.story(callId)).toContain('MediaLost'), 40_000);
    await showsRecording(callId, 'failed');

    await staysOpen(callId);
    await endsByTeams(callId);
  });

  it('a roster without people closes it not, nor is it hung up: Graph is asked who is there', async () => {
    const callId = await recordedCall();
    await eventually(async () => {
      const { participantCount } = await system.admin.session(callId);
      const seen = await system.sql(
        `SELECT FROM session_participant JOIN recording_session USING (session_id) WHERE call_id = $1 AND in_roster`,
        [callId],
      );
      expect([participantCount, seen.length > 0]).toEqual([1, true]);
    });

    const token = await system.simulator.platformToken();
    const value = [
      { changeType: 'updated', resourceUrl: `/communications/calls/${callId}/participants`, resourceData: [] },
    ];
    // A roster that comes right after a joining may be older than it, and does not count against who has just come.
    await eventually(async () => {
      await system.recorder.post({ value }, token);
      expect(await system.admin.story(callId)).toContain('LastPolicyUserLeft');
    });
    await staysOpen(callId);

    await makeDue(system, `${callId}:alone`);
    await eventually(async () =>
      expect(
        await system.sql('SELECT FROM durable_command WHERE ordering_key = $1', [`${callId}:alone`]),
        'it was looked at',
      ).toEqual([]),
    );

    await isRecordedAsEver(callId);
    expect((await system.admin.session(callId)).participantCount).toBe(1);
    await endsByTeams(callId);
  });
});
