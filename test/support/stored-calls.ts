import type { Database } from '@app/platform';

/** Of a table that belongs to calls: its rows without the ids that are random. */
const ofCalls = (table: string, order = '2') => `
  SELECT s.call_id, to_jsonb(t) - '{id,session_id,conversation_id}'::text[] AS row
  FROM ${table} t JOIN recording_session s USING (session_id) WHERE s.call_id LIKE $1 ORDER BY 1, ${order}`;

const STORED: Record<string, string> = {
  recording_session: `SELECT to_jsonb(s) - '{session_id,call_key,conversation_id}'::text[] AS row
    FROM recording_session s WHERE call_id LIKE $1 ORDER BY call_id`,
  conversation: `SELECT to_jsonb(c) - 'conversation_id' AS row
    FROM conversation c WHERE conversation_key LIKE $1 ORDER BY conversation_key`,
  coverage_watch: `SELECT conversation_key, since
    FROM coverage_watch JOIN conversation USING (conversation_id) WHERE conversation_key LIKE $1 ORDER BY 1`,
  session_event: ofCalls('session_event', 't.id'),
  seat: ofCalls('seat'),
  session_participant: ofCalls('session_participant'),
  join_decision: ofCalls('join_decision'),
  departure: ofCalls('departure'),
  participant_recorder: ofCalls('participant_recorder'),
  recorder_presence: ofCalls('recorder_presence'),
  // What is due at once is due as of when it was stored; any other time is that of an event.
  durable_command: `SELECT to_jsonb(c) - '{id,run_at,created_at}'::text[] AS row,
      CASE WHEN run_at NOT BETWEEN created_at - interval '10 minutes' AND created_at + interval '10 minutes' THEN run_at END
        AS "runAt"
    FROM durable_command c WHERE ordering_key LIKE $1 ORDER BY ordering_key, id`,
  notification_log: `SELECT call_id, to_jsonb(n) - 'id' AS row FROM notification_log n WHERE call_id LIKE $1
    ORDER BY call_id, n.id`,
};

/** All that is stored of the calls whose ids begin with `run`, table by table, as if they began with the same in every run. */
export async function storedCalls(database: Database, run: string): Promise<Record<string, unknown>> {
  const stored: Record<string, unknown> = {};
  for (const [table, text] of Object.entries(STORED))
    stored[table] = (await database.pool.query(text, [`${run}-%`])).rows;
  return JSON.parse(JSON.stringify(stored).replaceAll(run, 'run')) as Record<string, unknown>;
}
