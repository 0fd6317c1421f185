import { Client } from 'pg';
import type { LiveCall } from './live-calls.js';

/** How many rows go in with one statement: enough that its cost does not show, and few enough to tell how far it is. */
const AT_ONCE = 50_000;
const WEEKS = 12;
const TENANTS = 50;
const EVENTS_EACH = 10;

/** Ids that are the same in every table, and as scattered as real ones. */
const idOf = (kind: string, n = 'n') => `md5('${kind}' || ${n})::uuid`;

const COMMON = `
  session_id, call_id, graph_call_id, call_key, call_chain_id, tenant_id, conversation_id, kind, policy_identifier,
  application_instance_id, observed_participant_id, observed_user_id, call_routes, invite_reasons, paired_recorders,
  other_recorders, flags, direction, call_state, recording_status, wanted_status, permit_state, decision, response,
  answer_attempts, participant_capacity, participant_count, media_state, content_sharing, received_at, respond_by,
  responded_at, established_at, recording_started_at, checked_at, missed, ended_at`;

/** One in a hundred was missed, one in twenty failed; users have some twenty calls each. */
const columnsOf = (live: boolean, tenant: string, kind: string) => `
  ${idOf(kind)}, ${idOf(`${kind}call `)}::text, ${idOf(`${kind}call `)}::text,
  translate(substr(encode(sha256(('${kind}' || n)::bytea), 'base64'), 1, 22), '+/', '-_'),
  ${idOf(`${kind}chain `)}::text, ${tenant}, ${idOf(`${kind}conversation `)}, 'policyRecording',
  'TeamsComplianceRecordingPolicy=Tenant:Policy' || n % 7, ${idOf('application ', 'n % 20')}::text,
  ${idOf(`${kind}participant `)}::text, ${idOf('user ', 'n % 50000')}::text, '[]', '["ComplianceRecording"]', '[]', '[]', '[]',
  'incoming', ${live ? `'established'` : `'terminated'`},
  CASE WHEN ${live} THEN 'recording' WHEN n % 20 = 0 THEN 'failed' ELSE 'notRecording' END, 'recording', 'closed',
  '{"action": "record"}', CASE WHEN NOT ${live} AND n % 100 = 0 THEN 'missed' ELSE 'answered' END, 1, 100, 1,
  'flowing', false, at, at + interval '4500 milliseconds', at + interval '300 milliseconds', at + interval '1 second',
  at + interval '2 seconds', CASE WHEN ${live} THEN now() + interval '1 day' ELSE at END,
  CASE WHEN NOT ${live} AND n % 100 = 0 THEN '{"cause": "deadlinePassed", "stage": "decided"}'::jsonb END,
  CASE WHEN NOT ${live} THEN at + interval '5 minutes' END`;

/** A database as it is after months, and calls that are up in it; for measurements only. */
export class Seed {
  private live = 0;

  private constructor(private readonly client: Client) {}

  static async on(databaseUrl: string): Promise<Seed> {
    // No limit on statements: the last vacuum takes a minute.
    const client = new Client({ connectionString: databaseUrl, options: '-c maintenance_work_mem=512MB' });
    await client.connect();
    return new Seed(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** So many more calls that are recorded, by turns at these recorders, of the tenant whose token the notifications bear. */
  async liveCalls(count: number, tenantId: string, recorderUrls: readonly string[]): Promise<LiveCall[]> {
    const first = this.live + 1;
    this.live += count;
    await this.client.query(
      `INSERT INTO conversation (conversation_id, tenant_id, conversation_key, began_at)
       SELECT ${idOf('live conversation ')}, '${tenantId}', ${idOf('live chain ')}::text, now() - interval '1 minute'
       FROM generate_series(${first}, ${this.live}) n`,
    );
    const { rows } = await this.client.query<{ callId: string; callKey: string; participantId: string }>(
      `INSERT INTO recording_session (${COMMON})
       SELECT ${columnsOf(true, `'${tenantId}'`, 'live ')}
       FROM (SELECT n, now() - interval '1 minute' AS at FROM generate_series(${first}, ${this.live}) n) numbers
       RETURNING call_id AS "callId", call_key AS "callKey", observed_participant_id AS "participantId"`,
    );
    return rows.map(({ callId, callKey, participantId }, i) => {
      const recorderUrl = recorderUrls[i % recorderUrls.length];
      return { callId, participantId, callbackUri: `${recorderUrl}/api/calls/${callKey}` };
    });
  }

  /** Has these calls kept alive from now on, each at its own time of the interval. */
  async keepAlive(calls: readonly LiveCall[], intervalSeconds: number): Promise<void> {
    await this.client.query(
      `INSERT INTO durable_command (kind, ordering_key, dedupe_key, data, run_at)
       SELECT 'recording.keep-call-alive', call_id || ':keep-alive', call_id || ':keep-alive:' || due,
         jsonb_build_object('callId', call_id, 'dueAt', due, 'once', NULL), due::timestamptz
       FROM (
         SELECT call_id, to_char((now() + n * ($2 * interval '1 second' / $3)) AT TIME ZONE 'UTC',
           'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS due
         FROM unnest($1::text[]) WITH ORDINALITY AS c (call_id, n)) calls`,
      [calls.map(({ callId }) => callId), intervalSeconds, calls.length],
    );
  }

  /** Of these calls, which are up, and which Graph has been asked about since they were put here. */
  async state(calls: readonly LiveCall[]): Promise<{ up: number; keptAlive: number }> {
    const { rows } = await this.client.query<{ up: number; keptAlive: number }>(
      `SELECT count(*) FILTER (WHERE ended_at IS NULL)::integer AS up,
         count(*) FILTER (WHERE checked_at < now())::integer AS "keptAlive"
       FROM recording_session WHERE call_id = ANY ($1)`,
      [calls.map(({ callId }) => callId)],
    );
    return rows[0]!;
  }

  /** Calls of the last weeks that are over, with ten events each, a notification, a seat and a participant. */
  async past(sessions: number, progress: (message: string) => void): Promise<void> {
    await this.client.query(`SELECT add_history_weeks(now() - interval '${WEEKS} weeks', now())`);
    for (let first = 1; first <= sessions; first += AT_ONCE) {
      await this.addPast(first, Math.min(first + AT_ONCE - 1, sessions), sessions);
      if ((first - 1) % (4 * AT_ONCE) === 0) progress(`${first - 1 + AT_ONCE} of ${sessions} sessions seeded`);
    }
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
    const numbers = `(SELECT n, now() - interval '1 hour' - (${of} - n) * (interval '${WEEKS} weeks' / ${of}) AS at,
      ${idOf('tenant ', `n % ${TENANTS}`)}::text AS tenant FROM generate_series(${first}, ${last}) n) numbers`;
    await this.client.query('BEGIN');
    await this.client.query(
      `INSERT INTO conversation (conversation_id, tenant_id, conversation_key, began_at)
       SELECT ${idOf('past conversation ')}, tenant, ${idOf('past chain ')}::text, at FROM ${numbers}`,
    );
    await this.client.query(
      `INSERT INTO recording_session (${COMMON}) SELECT ${columnsOf(false, 'tenant', 'past ')} FROM ${numbers}`,
    );
    await this.client.query(
      `INSERT INTO session_event (session_id, type, at, cause, message_id, data)
       SELECT ${idOf('past ')}, 'recording.Event' || e, at + e * interval '1 second', 'recorder', NULL,
         jsonb_build_object('permitId', ${idOf('permit ')}, 'number', e)
       FROM ${numbers}, generate_series(1, ${EVENTS_EACH}) e ORDER BY n, e`,
    );
    await this.client.query(
      `INSERT INTO notification_log (received_at, tenant_id, call_id, kind, message_id, body)
       SELECT at, tenant, ${idOf('past call ')}::text, 'incomingCall', ${idOf('message ')}::text,
         jsonb_build_object('state', 'incoming', 'text', repeat(md5(n::text), 20))
       FROM ${numbers} ORDER BY n`,
    );
    await this.client.query(
      `INSERT INTO seat (session_id, number, capacity, participant_id, user_id, conversation_id, application_instance_id,
         lane, taken_at, freed_at, freed_by)
       SELECT ${idOf('past ')}, 1, 100, ${idOf('past participant ')}::text, ${idOf('user ', 'n % 50000')}::text,
         ${idOf('past conversation ')}, ${idOf('application ', 'n % 20')}::text, 0, at, at + interval '5 minutes', 'ended'
       FROM ${numbers}`,
    );
    await this.client.query(
      `INSERT INTO session_participant (session_id, participant_id, user_id, in_roster, joined_at, left_at)
       SELECT ${idOf('past ')}, ${idOf('past participant ')}::text, ${idOf('user ', 'n % 50000')}::text, false, at,
         at + interval '5 minutes' FROM ${numbers}`,
    );
    await this.client.query('COMMIT');
  }
}
