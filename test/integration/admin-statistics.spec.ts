import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statistics, type Statistics } from '@app/contracts';
import { SessionHours } from '../../libs/recording/src/jobs/session-hours.job.js';
import { SessionHourStore } from '../../libs/recording/src/statistics/session-hour.store.js';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertSessions } from '../support/sessions.js';

/** A time of the day on which the tests are; the clock stands at ten. */
const at = (time: string) => new Date(`2026-01-15T${time}Z`);

const NO_CALLS = {
  ...{ invitations: 0, answered: 0, rejected: 0, redirected: 0, missed: 0, undecided: 0, recorded: 0, failed: 0 },
  answerMs: null,
};

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(async () => {
  await admin.empty();
  // Which has moved it on.
  admin.clock.advance(at('10:00:00').getTime() - admin.clock.now().getTime());
});

async function shown(query = '', token?: string): Promise<Statistics> {
  const { status, body } = await admin.get(`statistics${query}`, token);
  expect(status, query).toBe(200);
  return statistics.strict().parse(body);
}

/** As a recorder does every minute. */
const addUp = (now = admin.clock.now()) => new SessionHours(new SessionHourStore(admin.database), admin.log).run(now);

const answered = (receivedAt: Date, ms: number) => ({
  ...{ received_at: receivedAt, response: 'answered', responded_at: new Date(receivedAt.getTime() + ms) },
  ended_at: new Date(receivedAt.getTime() + 60_000),
});

describe('by the minute', () => {
  it('tells of the last hour what became of invitations, and exactly how long answers took', async () => {
    await insertSessions(admin.database, [
      { ...answered(at('09:30:00.000'), 100), recording_started_at: at('09:30:02.000'), recording_status: 'failed' },
      { ...answered(at('09:30:20.000'), 200), recording_started_at: at('09:30:22.000') },
      answered(at('09:30:59.999'), 400),
      { received_at: at('09:30:30.000'), response: 'rejected' },
      { received_at: at('09:31:00.000'), response: 'redirected' },
      { received_at: at('09:31:10.000'), response: 'missed' },
      { received_at: at('09:59:59.999') },
      { received_at: at('08:59:59.999') },
      { received_at: at('10:00:00.000') },
    ]);

    const { buckets, totals, ...range } = await shown();

    expect(range).toEqual({
      ...{ interval: 'minute', from: at('09:00:00').toISOString(), to: at('10:00:00').toISOString() },
      ...{ asOf: at('10:00:00').toISOString(), since: null },
    });
    const times = { p50: 200, p95: 400, p99: 400, max: 400 };
    expect(totals).toEqual({
      ...{ invitations: 7, answered: 3, rejected: 1, redirected: 1, missed: 1, undecided: 1, recorded: 2, failed: 1 },
      answerMs: times,
    });
    expect(buckets).toHaveLength(60);
    expect(buckets[29]).toEqual({ from: at('09:29:00').toISOString(), ...NO_CALLS });
    expect(buckets[30]).toEqual({
      ...{ from: at('09:30:00').toISOString(), ...NO_CALLS, invitations: 4, answered: 3, rejected: 1 },
      ...{ recorded: 2, failed: 1, answerMs: times },
    });
    expect(buckets[31]).toMatchObject({ invitations: 2, redirected: 1, missed: 1, answerMs: null });
    expect(buckets[59]).toMatchObject({ invitations: 1, undecided: 1 });
  });
});

describe('by the hour and by the day', () => {
  /** Five days of two tenants, with answers of 40 ms to 3 s. */
  const insertHistory = () =>
    admin.database.pool.query(`
      INSERT INTO recording_session (session_id, call_id, graph_call_id, call_key, tenant_id, kind, call_routes,
        invite_reasons, paired_recorders, other_recorders, flags, direction, call_state, recording_status, permit_state,
        answer_attempts, participant_count, media_state, content_sharing, received_at, respond_by, response,
        responded_at, recording_started_at, ended_at)
      SELECT gen_random_uuid(), 'c' || n, 'c' || n, 'k' || n,
        CASE n % 3 WHEN 0 THEN '${OTHER_TENANT}' ELSE '${HOME_TENANT}' END, 'direct', '[]', '[]', '[]', '[]', '[]',
        'incoming', 'terminated', CASE n % 5 WHEN 0 THEN 'failed' ELSE 'notRecording' END, 'closed', 0, 0, 'awaited',
        false, at, at,
        (ARRAY['answered', 'rejected', 'answered', 'redirected', 'missed', 'answered', NULL])[n % 7 + 1],
        at + (40 + n * n % 2960) * interval '1 millisecond', CASE WHEN n % 4 > 0 THEN at END, at + interval '1 minute'
      FROM (SELECT n, timestamptz '2026-01-10 00:00:00Z' + n * interval '13 minutes 7 seconds' AS at
        FROM generate_series(1, 580) AS n) AS call`);

  /** What is told of every time that had calls. */
  const told = ({ buckets }: Statistics) =>
    buckets
      .filter(({ invitations }) => invitations > 0)
      .map(({ answerMs, ...bucket }) => ({ ...bucket, longest: answerMs?.max ?? null }));

  /** The same, counted of the sessions themselves. */
  async function counted(interval: string, tenantId: string | null) {
    const { rows } = await admin.database.pool.query<Record<string, unknown>>(
      `SELECT to_char(date_trunc($1, received_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') AS "from",
         count(*)::integer AS invitations,
         count(CASE response WHEN 'answered' THEN 1 END)::integer AS answered,
         count(CASE response WHEN 'rejected' THEN 1 END)::integer AS rejected,
         count(CASE response WHEN 'redirected' THEN 1 END)::integer AS redirected,
         count(CASE response WHEN 'missed' THEN 1 END)::integer AS missed,
         (count(*) - count(response))::integer AS undecided,
         count(recording_started_at)::integer AS recorded,
         count(CASE recording_status WHEN 'failed' THEN 1 END)::integer AS failed,
         max(CASE response WHEN 'answered' THEN 1000 * extract(epoch FROM responded_at - received_at) END)::integer
           AS longest
       FROM recording_session WHERE $2::text IS NULL OR tenant_id = $2 GROUP BY 1 ORDER BY 1`,
      [interval, tenantId],
    );
    return rows;
  }

  const SINCE_THEN = 'from=2026-01-10T00:00:00Z';

  it.each(['hour', 'day'])('counts by the %s what the sessions themselves say', async (interval) => {
    await insertHistory();
    await addUp();

    const all = await shown(`?interval=${interval}&${SINCE_THEN}`);
    const ofOne = await shown(`?interval=${interval}&${SINCE_THEN}&tenantId=${OTHER_TENANT}`);

    expect(told(all)).toEqual(await counted(interval, null));
    expect(told(ofOne)).toEqual(await counted(interval, OTHER_TENANT));
    expect(all.totals.invitations).toBe(580);
    expect(all.buckets).toHaveLength(interval === 'day' ? 6 : 5 * 24 + 10);
    expect(all).toMatchObject({ asOf: admin.clock.now().toISOString(), since: null });
  });

  it('estimates how long answers took to a quarter, and knows the longest', async () => {
    await insertHistory();
    await addUp();
    const { rows } = await admin.database.pool.query<{ ranks: number[]; longest: number }>(
      `SELECT percentile_disc(ARRAY[0.5, 0.95, 0.99]::float8[]) WITHIN GROUP (ORDER BY ms) AS ranks, max(ms) AS longest
       FROM (SELECT (1000 * extract(epoch FROM responded_at - received_at))::integer AS ms FROM recording_session
         WHERE response = 'answered') AS answer`,
    );
    const [p50 = 0, p95 = 0, p99 = 0] = rows[0]?.ranks ?? [];

    const { answerMs } = (await shown(`?interval=day&${SINCE_THEN}`)).totals;

    expect(answerMs?.max).toBe(rows[0]?.longest);
    for (const [estimate = 0, exact] of [
      [answerMs?.p50, p50],
      [answerMs?.p95, p95],
      [answerMs?.p99, p99],
    ] as const) {
      expect(estimate / exact).toBeGreaterThanOrEqual(0.8);
      expect(estimate / exact).toBeLessThanOrEqual(1.25);
    }
  });

  it('says the same however often it is added up', async () => {
    await insertHistory();
    const rows = async () => {
      const found = await admin.database.pool.query<Record<string, unknown>>(
        'SELECT * FROM session_hour ORDER BY tenant_id, hour',
      );
      return found.rows.map(({ rolled_up_at: _at, ...row }) => row);
    };
    await addUp();
    const once = await rows();

    await addUp();
    await addUp();

    expect(once.length).toBeGreaterThan(5 * 24);
    expect(await rows()).toEqual(once);
  });

  it('is known as soon as it was added up, and tells until when, and since when', async () => {
    await insertHistory();
    expect(await shown(`?interval=day&${SINCE_THEN}`)).toMatchObject({ asOf: null, totals: { invitations: 0 } });
    await addUp();
    await insertSessions(admin.database, [{ received_at: new Date('2026-01-08T12:34:00Z') }]);

    const short = await shown('?interval=day&from=2026-01-05T00:00:00Z');
    expect(short).toMatchObject({ since: '2026-01-10T00:00:00.000Z', totals: { invitations: 580 } });
    expect(await shown('?interval=day&from=2026-01-12T00:00:00Z')).toMatchObject({ since: null });

    await addUp();
    const whole = await shown('?interval=day&from=2026-01-05T00:00:00Z');
    expect(whole).toMatchObject({ since: null, totals: { invitations: 581 } });
  });

  it('has no gap after a time in which nobody added anything up', async () => {
    await addUp(at('03:30:00'));
    await insertSessions(admin.database, [{ received_at: at('05:15:00'), ended_at: at('05:16:00') }]);

    await addUp(at('08:10:00'));

    const { buckets, asOf } = await shown(`?interval=hour&from=${at('03:00:00').toISOString()}`);
    expect(buckets.map(({ invitations }) => invitations)).toEqual([0, 0, 1, 0, 0, 0, 0]);
    expect(asOf).toBe(at('08:10:00').toISOString());
    const { rows } = await admin.database.pool.query<{ hour: Date }>(
      `SELECT hour FROM session_hour WHERE tenant_id = '*' ORDER BY 1`,
    );
    expect(rows).toEqual(['02', '03', '04', '05', '06', '07', '08'].map((hour) => ({ hour: at(`${hour}:00:00`) })));
  });

  it('follows a call of hours ago through everything that still happens to it, and keeps what it came to', async () => {
    const received = at('03:10:00');
    const [id] = await insertSessions(admin.database, [
      { received_at: received, response: 'missed', ended_at: at('03:10:05') },
    ]);
    const change = (set: string) =>
      admin.database.pool.query(`UPDATE recording_session SET ${set} WHERE session_id = $1`, [id]);
    const afterwards = async () => {
      await addUp();
      const { buckets } = await shown(`?interval=hour&from=${at('03:00:00').toISOString()}`);
      return buckets[0];
    };
    expect(await afterwards()).toMatchObject({ invitations: 1, missed: 1, answered: 0 });

    await change(`response = 'answered', responded_at = received_at + interval '6 seconds', ended_at = NULL`);
    expect(await afterwards()).toMatchObject({ missed: 0, answered: 1, answerMs: { max: 6_000 }, recorded: 0 });
    await change(`recording_started_at = received_at + interval '7 seconds', recording_status = 'failed'`);
    expect(await afterwards()).toMatchObject({ recorded: 1, failed: 1 });
    await change(`recording_status = 'notRecording', ended_at = received_at + interval '6 hours'`);
    expect(await afterwards()).toMatchObject({ invitations: 1, answered: 1, recorded: 1, failed: 0 });

    await admin.database.pool.query('DELETE FROM recording_session');
    expect(await afterwards()).toMatchObject({ invitations: 1, answered: 1, recorded: 1, failed: 0 });
  });
});

describe('whose calls', () => {
  beforeEach(async () => {
    await insertSessions(admin.database, [
      answered(at('09:30:00'), 100),
      answered(at('09:30:01'), 100),
      { ...answered(at('09:30:02'), 300), tenant_id: OTHER_TENANT },
    ]);
    await addUp();
  });

  it.each(['minute', 'hour', 'day'])('by the %s, a tenant sees its own, and the home tenant all', async (interval) => {
    const total = async (query: string, token?: string) =>
      (await shown(`?interval=${interval}${query}`, token)).totals.invitations;

    expect(await total('')).toBe(3);
    expect(await total(`&tenantId=${HOME_TENANT}`)).toBe(2);
    expect(await total(`&tenantId=${OTHER_TENANT}`)).toBe(1);
    expect(await total('', admin.otherReader)).toBe(1);
    expect(await total(`&tenantId=${OTHER_TENANT}`, admin.otherReader)).toBe(1);
    expect(await total(`&tenantId=${HOME_TENANT}`, admin.otherReader)).toBe(0);
    const { totals } = await shown(`?interval=${interval}`, admin.otherReader);
    expect(totals.answerMs?.max).toBe(300);
  });
});

describe('a time that cannot be shown', () => {
  it.each([
    ['from=yesterday', 'from'],
    ['interval=week', 'interval'],
    ['tenantId=contoso', 'tenantId'],
    ['until=2026-01-15T10:00:00Z', 'until'],
    ['from=2026-01-14T09:00:00Z', 'from'],
    ['interval=hour&from=2025-11-01T00:00:00Z', 'from'],
    ['interval=day&from=2024-01-01T00:00:00Z', 'from'],
    ['from=2026-01-15T09:30:00Z&to=2026-01-15T09:00:00Z', 'from'],
    ['from=2026-01-16T00:00:00Z', 'from'],
  ])('?%s is refused by its name', async (query, name) => {
    expect(await admin.get(`statistics?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'http.invalid-request', facts: { parameters: [{ name }] } },
    });
  });
});
