import { Client } from 'pg';

/** What Postgres has on record; times in milliseconds since 1970. */
export interface Records {
  sessions: SessionRow[];
  seats: SeatRow[];
  /** Events of which a session has one at most, where it has more. */
  repeated: { callId: string; type: string; times: number }[];
  /** Durable commands that were given up. */
  buried: { kind: string; error: string | null }[];
  /** Durable commands that are under way or about to fall due; others wait for a time to come. Overdue: nobody has run them. */
  undone: { kind: string; callId: string; isOverdue: boolean }[];
  /** What policy wanted recorded and nobody kept, as far as it stands. */
  gaps: { callId: string; cause: string }[];
  /** Conversations whose gaps are still to be found. Overdue: nobody has looked for them. */
  unsettled: { conversationId: string; isOverdue: boolean }[];
  postgres: string;
}

export interface SessionRow {
  sessionId: string;
  callId: string;
  conversationId: string | null;
  lane: number;
  capacity: number | null;
  mediaSessionId: string | null;
  receivedAt: number;
  response: string | null;
  missed: { stage: string; cause: string; code: string | null } | null;
  endedAt: number | null;
  endedBy: string | null;
  recordingStatus: string;
}

export interface SeatRow {
  sessionId: string;
  callId: string;
  participantId: string;
  conversationId: string | null;
  applicationInstanceId: string;
  lane: number;
  capacity: number | null;
  takenAt: number;
  freedAt: number | null;
  freedBy: string | null;
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

const SESSIONS = `
  SELECT session_id AS "sessionId", call_id AS "callId", conversation_id AS "conversationId", lane,
    participant_capacity AS capacity, media_session_id AS "mediaSessionId", ${ms('received_at')} AS "receivedAt", response,
    missed, ${ms('ended_at')} AS "endedAt", end_reason->>'by' AS "endedBy", recording_status AS "recordingStatus"
  FROM recording_session`;
const SEATS = `
  SELECT seat.session_id AS "sessionId", call_id AS "callId", participant_id AS "participantId",
    seat.conversation_id AS "conversationId", seat.application_instance_id AS "applicationInstanceId", seat.lane,
    coalesce(participant_capacity, 1) AS capacity, ${ms('taken_at')} AS "takenAt", ${ms('freed_at')} AS "freedAt",
    freed_by AS "freedBy"
  FROM seat JOIN recording_session USING (session_id)`;

/** A session is invited to, decided, answered, rejected, missed, established and ended once; a miss may be taken back. */
const REPEATED = `
  SELECT call_id AS "callId", type, count(*)::integer AS times FROM session_event JOIN recording_session USING (session_id)
  WHERE type IN ('recording.InvitationReceived', 'recording.CallDecided', 'recording.CallAnswered', 'recording.CallRejected',
    'recording.CallEstablished', 'recording.CallEnded')
  GROUP BY session_id, call_id, type HAVING count(*) > 1`;

const UNDONE = `
  SELECT kind, coalesce(data->>'callId', ordering_key) AS "callId", run_at < now() - interval '2 seconds' AS "isOverdue"
  FROM durable_command
  WHERE buried_at IS NULL AND run_at < now() + interval '2 seconds'`;

const GAPS = `
  SELECT coalesce(call_id, coverage_gap.conversation_id::text) AS "callId", cause FROM coverage_gap
  LEFT JOIN recording_session USING (session_id) WHERE withdrawn_at IS NULL`;

/** They are looked for when all has been quiet for a minute. */
const UNSETTLED = `
  SELECT conversation_id AS "conversationId", since < now() - interval '75 seconds' AS "isOverdue"
  FROM unsettled_conversation`;

export async function readRecords(databaseUrl: string): Promise<Records> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const rows = async <Row extends object>(sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows;
    const [version] = await rows<{ server_version: string }>('SHOW server_version');
    return {
      sessions: await rows(SESSIONS),
      seats: await rows(SEATS),
      repeated: await rows(REPEATED),
      buried: await rows(`SELECT kind, last_error AS error FROM durable_command WHERE buried_at IS NOT NULL`),
      undone: await rows(UNDONE),
      gaps: await rows(GAPS),
      unsettled: await rows(UNSETTLED),
      postgres: version?.server_version ?? 'unknown',
    };
  } finally {
    await client.end();
  }
}
