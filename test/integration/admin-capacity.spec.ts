import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capacity, type Capacity } from '@app/contracts';
import { LivePeaks } from '../../libs/recording/src/jobs/live-peaks.job.js';
import { SessionHours } from '../../libs/recording/src/jobs/session-hours.job.js';
import { SessionHourStore } from '../../libs/recording/src/statistics/session-hour.store.js';
import { startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertMediaHost, insertSessions } from '../support/sessions.js';

/** A day of the month in which the tests are; the clock stands at ten on the 15th. */
const on = (day: number, time: string) => new Date(`2026-01-${String(day).padStart(2, '0')}T${time}Z`);

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

async function shown(): Promise<Capacity> {
  const { status, body } = await admin.get('capacity');
  expect(status).toBe(200);
  return capacity.strict().parse(body);
}

/** As a recorder does every minute. */
const addUp = () => new SessionHours(new SessionHourStore(admin.database), admin.log).run(admin.clock.now());
const notePeak = (at: Date) => new LivePeaks(admin.database).run(at);

/** So many calls on each of these days, at midnight and every hour after, all of them over. */
async function insertCalls(first: number, last: number, eachDay: number): Promise<void> {
  await admin.database.pool.query(
    `INSERT INTO recording_session (session_id, call_id, graph_call_id, call_key, tenant_id, kind, call_routes,
       invite_reasons, paired_recorders, other_recorders, flags, direction, call_state, recording_status, permit_state,
       answer_attempts, participant_count, media_state, content_sharing, received_at, respond_by, ended_at)
     SELECT id, id, id, id, 'tenant ' || n % 3, 'direct', '[]', '[]', '[]', '[]', '[]', 'incoming', 'terminated',
       'notRecording', 'closed', 0, 0, 'awaited', false, at, at, at
     FROM (SELECT gen_random_uuid() AS id, n, make_timestamptz(2026, 1, day, n - 1, 0, 0, 'UTC') AS at
       FROM generate_series($1::integer, $2::integer) AS day, generate_series(1, $3::integer) AS n) AS call`,
    [first, last, eachDay],
  );
}

describe('calls at one time', () => {
  it('are those that have not ended, and the most of them each day', async () => {
    const [first] = await insertSessions(admin.database, [{}, {}, {}, { ended_at: on(15, '07:00:00') }]);
    await notePeak(on(14, '23:59:59'));
    await notePeak(on(15, '00:00:00'));
    await insertSessions(admin.database, [{}]);
    await notePeak(on(15, '08:00:00'));
    await admin.database.pool.query('UPDATE recording_session SET ended_at = now() WHERE session_id = $1', [first]);
    await notePeak(on(15, '09:00:00'));

    expect((await shown()).liveCalls).toEqual({
      now: 3,
      peaks: [
        { day: '2026-01-14', calls: 3, at: on(14, '23:59:59').toISOString() },
        { day: '2026-01-15', calls: 4, at: on(15, '08:00:00').toISOString() },
      ],
      ...{ quota: 100, trendPerDay: null, daysLeft: null },
      explanation: 'A trend needs 7 whole days of figures.',
    });
  });

  it('have days left by the trend of the last 90 days that are over', async () => {
    // Two more a day, up to 58 yesterday. What today has come to yet, and what is long over, says nothing.
    await admin.database.pool.query(
      `INSERT INTO live_peak (day, calls, at)
       SELECT date '2026-01-15' - n, 60 - 2 * n, now() FROM generate_series(1, 10) AS n
       UNION ALL VALUES (date '2026-01-15', 5, now()), (date '2026-01-15' - 90, 99, now())`,
    );

    const { liveCalls } = await shown();

    expect(liveCalls).toMatchObject({ quota: 100, trendPerDay: 2, daysLeft: 20 });
    expect(liveCalls.peaks).toHaveLength(11);
  });

  it('have none left when as many as the quota were up within a week', async () => {
    await admin.database.pool.query(`INSERT INTO live_peak (day, calls, at) VALUES ('2026-01-09', 100, '2026-01-09')`);

    expect((await shown()).liveCalls).toMatchObject({ daysLeft: 0, explanation: 'The quota is met.' });
  });
});

describe('calls of the month', () => {
  it('are told day by day, and by its end as the trend has it', async () => {
    await insertCalls(5, 14, 12);
    await insertCalls(15, 15, 3);
    await addUp();

    const { days, ...month } = (await shown()).monthlyCalls;

    expect(days).toHaveLength(11);
    expect(days[0]).toEqual({ day: '2026-01-05', calls: 12 });
    expect(days[10]).toEqual({ day: '2026-01-15', calls: 3 });
    expect(month).toEqual({
      ...{ month: '2026-01', asOf: admin.clock.now().toISOString(), soFar: 123, forecast: 120 + 12 + 16 * 12 },
      ...{ quota: 10_000, trendPerDay: 0, daysLeft: null },
      explanation: 'The trend is flat or falling, and does not reach the quota.',
    });
  });

  it('have no forecast before there are seven whole days', async () => {
    await insertCalls(9, 14, 12);
    await insertCalls(15, 15, 1);
    await addUp();

    expect((await shown()).monthlyCalls).toMatchObject({
      ...{ soFar: 73, forecast: null, trendPerDay: null, daysLeft: null },
      explanation: 'A trend needs 7 whole days of figures.',
    });
  });

  it('are not known before they were added up', async () => {
    await insertCalls(5, 14, 1);

    expect((await shown()).monthlyCalls).toMatchObject({ asOf: null, soFar: 0, days: [], forecast: null });
  });
});

it('media hosts have room where they are heard and not to run empty', async () => {
  for (const hostId of ['open', 'full', 'draining', 'drained', 'silent']) await insertMediaHost(admin.database, hostId);
  await admin.database.pool.query(
    `UPDATE media_host SET heartbeat_at = CASE host_id WHEN 'silent' THEN heartbeat_at ELSE $1 END,
       draining = host_id = 'draining', drain_ordered = host_id = 'drained',
       reserved_calls = CASE host_id WHEN 'open' THEN 3 WHEN 'full' THEN 12 ELSE 1 END`,
    [admin.clock.now()],
  );

  expect((await shown()).mediaHosts).toEqual({
    ...{ open: 2, draining: 2, silent: 1 },
    ...{ maxCalls: 20, reservedCalls: 15, freeCalls: 7 },
  });
});

it('is kept to the home tenant', async () => {
  expect(await admin.get('capacity', admin.otherReader)).toMatchObject({
    status: 403,
    body: { code: 'identity.home-tenant-only' },
  });
});
