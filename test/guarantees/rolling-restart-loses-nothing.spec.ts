import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import { StormClient, type StormReport } from '../support/storm-client.js';
import { System } from '../support/system.js';

const LIVE = 500;
const FIVE_SECONDS = 5_000;
/** Of the ten that a replica may take by default. Nothing here is to be waited for but what Graph and a host reply. */
const STOPPED_WITHIN_MS = 5_000;

let system: System;
let live: string[];
const stoppedAfterMs: number[] = [];
const storms: StormReport[] = [];

/** 500 live calls; then each replica is stopped and started again, one after another, while calls come and go. */
beforeAll(async () => {
  system = await System.start({ recorders: 3, doubles: [{ failureDomain: '1' }, { failureDomain: '2' }] });
  const media = { mediaKind: 'appHosted' as const, modalities: ['audio' as const], participantCapacity: 3 };
  const policyIdentifier = 'TeamsComplianceRecordingPolicy=Tenant:StormMeetings';
  const rule = { name: 'Meetings', match: 'exact', policyIdentifier, action: 'record' } as const;
  await system.admin.putPolicy('meetings', { ...rule, ...media });
  live = await liveCalls();

  const storm = new StormClient(system.simulator.url);
  for (const [seed, { program }] of system.recorders.entries()) {
    await storm.start({ invites: 30, perSecond: 8, meetings: 0.3, seed });
    await sleep(1_000);
    const toldAt = performance.now();
    await program.kill('SIGTERM');
    stoppedAfterMs.push(performance.now() - toldAt);
    await program.start();
    storms.push(await storm.over());
  }
}, 240_000);
afterAll(() => system.stop());

/** A few at a time: this is about calls that are up. */
async function liveCalls(): Promise<string[]> {
  const live: string[] = [];
  while (live.length < LIVE) {
    const invited = await Promise.all(
      Array.from({ length: 20 }, (_, i) => system.simulator.invite({ seed: live.length + i, media: 'connect' })),
    );
    const callIds = invited.map(({ callId }) => callId);
    await eventually(async () => expect(await inState(callIds, RECORDED)).toBe(callIds.length));
    live.push(...callIds);
  }
  return live;
}

const RECORDED = `ended_at IS NULL AND recording_status = 'recording' AND permit_state = 'open'`;

async function inState(callIds: readonly string[], state: string): Promise<number> {
  const [row] = await system.sql<{ n: number }>(
    `SELECT count(*)::integer AS n FROM recording_session WHERE call_id = ANY ($1) AND (${state})`,
    [callIds],
  );
  return row!.n;
}

/** How often each of these happened to the live calls. */
async function facts(types: readonly string[]): Promise<Record<string, number>> {
  const rows = await system.sql<{ type: string; n: number }>(
    `SELECT type, count(*)::integer AS n FROM session_event JOIN recording_session USING (session_id)
     WHERE call_id = ANY ($1) AND type = ANY ($2) GROUP BY type`,
    [live, types.map((type) => `recording.${type}`)],
  );
  return Object.fromEntries(types.map((type) => [type, rows.find((row) => row.type === `recording.${type}`)?.n ?? 0]));
}

describe('of 500 live calls', () => {
  it('each is recorded on under the permit it had', async () => {
    expect(await inState(live, RECORDED)).toBe(LIVE);
    const orders = system.doubles.flatMap(({ keepOrders }) => keepOrders).filter(({ callId }) => live.includes(callId));
    expect(orders.filter(({ keep }) => !keep)).toEqual([]);
    expect(new Set(orders.map(({ permitId }) => permitId)).size).toBe(LIVE);
    const happened = await facts(['RecordingStarted', 'StatusConfirmed', 'MediaLost', 'KeepingStopped', 'CallDoubted']);
    const never = { StatusConfirmed: 0, MediaLost: 0, KeepingStopped: 0, CallDoubted: 0 };
    expect(happened).toEqual({ RecordingStarted: LIVE, ...never });
  });

  it('Teams goes on showing each as recorded', async () => {
    const shown = await Promise.all(live.map((callId) => system.simulator.call(callId)));
    expect(new Set(shown.map(({ state, recordingStatus }) => `${state} ${recordingStatus}`))).toEqual(
      new Set(['established recording']),
    );
  });

  it('each has its next check', async () => {
    const checks = await system.sql<{ key: string }>(
      `SELECT ordering_key AS key FROM durable_command WHERE kind = 'recording.keep-call-alive' AND buried_at IS NULL`,
    );
    // One that is being made has the next beside it.
    const keys = new Set(checks.map(({ key }) => key));
    expect(live.filter((callId) => !keys.has(`${callId}:keep-alive`))).toEqual([]);
  });

  it('each can be joined and ended as before', async () => {
    const [first, second] = live as [string, string];
    expect(await system.simulator.join(first, 1)).toMatchObject({ sameLeg: true });
    await system.simulator.end(second);
    await system.ended(second);
    expect((await system.admin.session(second)).endReason).toMatchObject({ by: 'teams' });
  });
});

describe('of the calls that come and go meanwhile', () => {
  it('each invitation is taken, and answered within five seconds', () => {
    const legs = storms.flatMap((storm) => storm.legs);
    expect(legs.length).toBeGreaterThanOrEqual(90);
    const unanswered = legs.filter(
      ({ invitedAt, answeredAt }) => answeredAt === null || answeredAt - invitedAt >= FIVE_SECONDS,
    );
    expect(unanswered).toEqual([]);
    const refused = legs.flatMap(({ posts }) => posts).filter(({ status }) => status !== null && status !== 202);
    expect(refused).toEqual([]);
  });

  it('each joining is decided on, and nobody is taken twice', () => {
    const joinings = storms.flatMap((storm) => storm.joinings);
    expect(joinings.length).toBeGreaterThan(0);
    const undecided = joinings.filter(
      ({ decision, status, earlier }) =>
        decision === 'notUnderstood' || [...earlier, status].some((each) => each !== null && each !== 200),
    );
    expect(undecided).toEqual([]);
    expect(storms.flatMap(({ takenTwice }) => takenTwice)).toEqual([]);
  });

  it('each comes to its end, recorded, and nothing is left of it to do', async () => {
    const callIds = storms.flatMap(({ legs }) => legs.map(({ callId }) => callId));
    await eventually(async () =>
      expect(await inState(callIds, `ended_at IS NOT NULL AND response = 'answered'`)).toBe(callIds.length),
    );
    await eventually(async () =>
      expect(
        await system.sql(
          `SELECT kind, ordering_key, last_error FROM durable_command
           WHERE kind NOT IN ('recording.keep-call-alive', 'recording.hang-up-when-alone') OR buried_at IS NOT NULL`,
        ),
      ).toEqual([]),
    );
  });
});

it('no replica waits for a call before it stops', () => {
  expect(stoppedAfterMs).toHaveLength(3);
  expect(Math.max(...stoppedAfterMs), stoppedAfterMs.join()).toBeLessThan(STOPPED_WITHIN_MS);
});
