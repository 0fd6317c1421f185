import { Client } from 'pg';
import type { LiveCall } from './live-calls.js';
import { auditEntries, gaps, HOURS, policies } from './seed-aftermath.js';
import {
  conversations,
  events,
  KEEP_ALIVES,
  notifications,
  participants,
  seats,
  sessions,
  tenantOf,
  type MadeUp,
} from './seed-rows.js';

/** How many rows go in with one statement: enough that its cost does not show, and few enough to tell how far it is. */
const AT_ONCE = 50_000;
const WEEKS = 12;
const TENANTS = 50;

/** The last check of an interval is due so long before its end that it has been made by then. */
const LAST_DUE_BEFORE_SECONDS = 15;

/** A database as it is after months, and calls that are up in it; for measurements only. */
export class Seed {
  private live = 0;

  private constructor(private readonly client: Client) {}

  static async on(databaseUrl: string): Promise<Seed> {
    // No limit on statements: the last vacuum takes a minute.
    const client = new Client({ connectionString: databaseUrl, options: '-c maintenance_work_mem=512MB' });
    // One that is stopped meanwhile, as by Ctrl+C, is no reason to die before everything is stopped.
    client.on('error', () => undefined);
    await client.connect();
    return new Seed(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /**
   * So many more calls that are recorded, by turns at these recorders, of the tenant whose token the notifications
   * bear. They are on record as checked tomorrow, so that nobody looks after them.
   */
  async liveCalls(count: number, tenantId: string, recorderUrls: readonly string[]): Promise<LiveCall[]> {
    const first = this.live + 1;
    this.live += count;
    const from = `(SELECT n, now() - interval '20 minutes' AS at, '${tenantId}'::text AS tenant
      FROM generate_series(${first}, ${this.live}) n) numbers`;
    const calls: MadeUp = { kind: 'live', from };
    await this.client.query(conversations(calls));
    const { rows } = await this.client.query<{ callId: string; callKey: string; participantId: string }>(
      `${sessions(calls)}
       RETURNING call_id AS "callId", call_key AS "callKey", observed_participant_id AS "participantId"`,
    );
    await this.client.query(seats(calls));
    await this.client.query(participants(calls));
    return rows.map(({ callId, callKey, participantId }, i) => {
      const recorderUrl = recorderUrls[i % recorderUrls.length];
      return { callId, participantId, callbackUri: `${recorderUrl}/api/calls/${callKey}` };
    });
  }

  /** Has these calls kept alive from now on, each at its own time of the interval. */
  async keepAlive(calls: readonly LiveCall[], intervalSeconds: number): Promise<void> {
    const callIds = calls.map(({ callId }) => callId);
    await this.client.query(KEEP_ALIVES, [callIds, intervalSeconds, intervalSeconds - LAST_DUE_BEFORE_SECONDS]);
  }

  /** Of these calls, which are up, and which Graph has been asked about since they were put here. */
  async state(calls: readonly LiveCall[]): Promise<{ up: number; keptAlive: number }> {
    const { rows } = await this.client.query<{ up: number; keptAlive: number }>(
      `SELECT count(*) FILTER (WHERE ended_at IS NULL)::integer AS up,
         count(*) FILTER (WHERE session_id IN (
           SELECT session_id FROM session_event WHERE type = 'recording.CallKeptAlive'))::integer AS "keptAlive"
       FROM recording_session WHERE call_id = ANY ($1)`,
      [calls.map(({ callId }) => callId)],
    );
    return rows[0]!;
  }

  /** Calls of the last weeks that are over, with ten events each, a notification, a seat and a participant; and what they leave. */
  async past(sessionCount: number, progress: (message: string) => void): Promise<void> {
    await this.client.query(`SELECT add_history_weeks(now() - interval '${WEEKS} weeks', now())`);
    for (let first = 1; first <= sessionCount; first += AT_ONCE) {
      await this.addPast(first, Math.min(first + AT_ONCE - 1, sessionCount), sessionCount);
      if ((first - 1) % (4 * AT_ONCE) === 0) progress(`${first - 1 + AT_ONCE} of ${sessionCount} sessions seeded`);
    }
    await this.client.query(
      `INSERT INTO live_peak (day, calls, at)
       SELECT (now() AT TIME ZONE 'UTC')::date - ago, 150 - ago, now() - ago * interval '1 day'
       FROM generate_series(1, ${7 * WEEKS}) AS ago ON CONFLICT DO NOTHING`,
    );
    await this.client.query(policies(TENANTS));
    await this.client.query(HOURS);
    await this.settle();
  }

  /** What Postgres would do by and by, so that none of it falls into what is measured next. */
  async settle(): Promise<void> {
    await this.client.query('VACUUM (ANALYZE)');
    await this.client.query('CHECKPOINT');
  }

  async count(table: string): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(`SELECT count(*)::float8 AS count FROM ${table}`);
    return rows[0]?.count ?? 0;
  }

  private async addPast(first: number, last: number, of: number): Promise<void> {
    const from = `(SELECT n, now() - interval '1 hour' - (${of} - n) * (interval '${WEEKS} weeks' / ${of}) AS at,
      ${tenantOf(`n % ${TENANTS}`)} AS tenant FROM generate_series(${first}, ${last}) n) numbers`;
    const calls: MadeUp = { kind: 'past', from };
    await this.client.query('BEGIN');
    for (const rows of [conversations, sessions, events, notifications, seats, participants, gaps, auditEntries]) {
      await this.client.query(rows(calls));
    }
    await this.client.query('COMMIT');
  }
}
