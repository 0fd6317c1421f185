import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatabaseGate } from '../support/database-gate.js';
import { eventually } from '../support/eventually.js';
import { complaintsOf, shownIn } from '../support/metric-lint.js';
import { System } from '../support/system.js';

const DECLINED = 'TeamsComplianceRecordingPolicy=Tenant:Declined';
const STAGES = ['verified', 'stored', 'decided', 'reserved', 'blob', 'sent', 'accepted'];

let gate: DatabaseGate;
let system: System;
beforeAll(async () => {
  gate = await DatabaseGate.start();
  system = await System.start({ recorders: 2, databaseUrl: (url) => gate.urlOf(url) });
  const rule = { match: 'exact', policyIdentifier: DECLINED, action: 'decline', rejectReason: 'forbidden' } as const;
  await system.admin.putPolicy('declined', { name: 'Declined', ...rule });
});
afterAll(async () => {
  await system.stop();
  await gate.stop();
});

/** The values of a metric over all recorders, by the value of one label. */
async function sums(metric: string, label: string): Promise<Record<string, number>> {
  const texts = await Promise.all(system.recorders.map(({ url }) => scraped(url)));
  const sums: Record<string, number> = {};
  for (const line of texts.join('\n').split('\n')) {
    if (!line.startsWith(`${metric}{`)) continue;
    const of = new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1];
    if (of !== undefined) sums[of] = (sums[of] ?? 0) + Number(line.split(' ').at(-1));
  }
  return sums;
}

async function scraped(url: string): Promise<string> {
  const reply = await fetch(`${url}/metrics`);
  expect(reply.status).toBe(200);
  return reply.text();
}

async function recordedCall(): Promise<string> {
  const { callId } = await system.simulator.invite({ media: 'connect' });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

it('a session tells when each stage of its answer was reached', async () => {
  const callId = await recordedCall();

  // Teams may set a call up before its reply to the answer is read.
  const { stages, receivedAt, respondedAt } = await eventually(async () => {
    const detail = await system.admin.detail(callId);
    expect(detail.stages.map(({ stage }) => stage)).toEqual(STAGES);
    return detail;
  });

  const times = stages.map(({ at }) => Date.parse(at));
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times[0]).toBeGreaterThanOrEqual(Date.parse(receivedAt));
  expect(stages.map(({ ms }) => ms)).toEqual(times.map((at) => at - Date.parse(receivedAt)));
  expect(stages.at(-1)!.at).toBe(respondedAt);
});

it('each stage and what became of each invitation is counted once, whichever recorder did it', async () => {
  const before = await sums('witness_answer_stage_seconds_count', 'stage');
  const outcomes = await sums('witness_invitations_total', 'outcome');
  await Promise.all(Array.from({ length: 4 }, recordedCall));
  await system.simulator.invite({ policyIdentifier: DECLINED });

  const more = Object.fromEntries(STAGES.map((stage) => [stage, (before[stage] ?? 0) + 4]));
  await eventually(async () => {
    const counts = await sums('witness_answer_stage_seconds_count', 'stage');
    // The declined one needed no media host.
    const declined = ['verified', 'stored', 'decided', 'sent', 'accepted'].map((stage) => [stage, more[stage]! + 1]);
    expect(counts).toEqual({ ...more, ...Object.fromEntries(declined) });
    expect(await sums('witness_invitations_total', 'outcome')).toEqual({
      answered: (outcomes.answered ?? 0) + 4,
      rejected: (outcomes.rejected ?? 0) + 1,
    });
  });
});

it('each joining is counted by what it was told, and timed', async () => {
  const callId = await recordedCall();
  const { sameLeg } = await system.simulator.join(callId, 7);

  const { accept = 0, inviteNewBot = 0, busy = 0 } = await sums('witness_joinings_total', 'decision');
  expect(accept + inviteNewBot + busy).toBe(1);
  expect(accept === 1).toBe(sameLeg);
  const stages = await sums('witness_joining_stage_seconds_count', 'stage');
  expect(stages).toEqual({ verified: 1, decided: 1, stored: 1, sent: 1 });
});

it('every recorder shows what is live, the fleet, the outbox, its own connections and how late its event loop is', async () => {
  const recorders = system.recorders.length;
  await eventually(async () => {
    const live = await system.admin.sessions({ active: true });
    const shown = await sums('witness_sessions_live', 'status');
    expect(Object.values(shown).reduce((sum, count) => sum + count, 0)).toBe(recorders * live.length);
    expect((await sums('witness_seats_taken', 'service')).recorder).toBeGreaterThan(0);
    expect(await sums('witness_media_hosts', 'state')).toEqual({ open: recorders, draining: 0, silent: 0 });
    const calls = await sums('witness_media_host_calls', 'state');
    expect(calls.taken).toBeGreaterThan(0);
    expect(calls.free).toBeGreaterThan(0);
    // The depth of the outbox, and its lag: the checks of live calls wait for their time.
    expect((await sums('witness_outbox_commands', 'state')).later).toBeGreaterThan(0);
    expect((await sums('witness_outbox_lag_seconds', 'service')).recorder).toBeGreaterThanOrEqual(0);
    expect(Object.keys(await sums('witness_database_connections', 'pool')).sort()).toEqual(['calls', 'people']);
    const connections = await sums('witness_database_connections', 'state');
    expect(Object.keys(connections).sort()).toEqual(['busy', 'idle', 'waiting']);
    expect(connections.busy! + connections.idle!).toBeGreaterThan(0);
    expect((await sums('witness_database_connection_wait_seconds_total', 'service')).recorder).toBeGreaterThan(0);
    expect((await sums('witness_database_reply_wait_seconds_total', 'service')).recorder).toBeGreaterThan(0);
    expect((await sums('witness_event_loop_busy_seconds_total', 'service')).recorder).toBeGreaterThan(0);
    expect((await sums('nodejs_eventloop_lag_seconds', 'service')).recorder).toBeGreaterThan(0);
    // Since the last scrape, which may have been a moment ago.
    expect(await sums('nodejs_eventloop_lag_p99_seconds', 'service')).toHaveProperty('recorder');
  });
});

it('all that is shown is named and explained as `promtool check metrics` wants it', async () => {
  const scrape = await scraped(system.recorder.url);

  const shown = shownIn(scrape).map(({ name }) => name);
  expect(shown).toEqual(expect.arrayContaining(['witness_answer_stage_seconds', 'witness_joining_stage_seconds']));
  expect(complaintsOf(scrape)).toEqual([]);
});

const promtool = (args: readonly string[], input = '') => spawnSync('promtool', args, { input, encoding: 'utf8' });

it.skipIf(promtool(['--version']).error)('promtool itself, where there is one, has nothing to say of it', async () => {
  const { status, stdout, stderr } = promtool(['check', 'metrics'], await scraped(system.recorder.url));

  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
});

it('while the database is away, metrics are shown without what it would have said', async () => {
  gate.close();
  try {
    await eventually(async () => {
      expect(await sums('witness_sessions_live', 'status')).toEqual({});
      expect(await sums('witness_seats_taken', 'service')).toEqual({});
      expect(await sums('witness_answer_stage_seconds_count', 'stage')).not.toEqual({});
    });
  } finally {
    gate.reopen();
  }
  await eventually(async () => expect(await sums('witness_sessions_live', 'status')).not.toEqual({}));
});
