import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '@app/platform';

const TENANT = '11111111-1111-4111-8111-111111111111';

/** Puts sessions straight into their table, as many as wanted, each with what is given and a plain rest. */
export async function insertSessions(database: Database, rows: readonly Record<string, unknown>[]): Promise<string[]> {
  const ids: string[] = [];
  for (const row of rows) {
    const session = { ...plain(), ...row };
    ids.push(session.session_id);
    const names = Object.keys(session);
    await database.pool.query(
      `INSERT INTO recording_session (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(session).map((value) =>
        typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value,
      ),
    );
  }
  return ids;
}

function plain() {
  const callId = randomUUID();
  const receivedAt = new Date('2026-01-15T09:00:00.000Z');
  return {
    session_id: randomUUID() as string,
    call_id: callId as string,
    graph_call_id: callId as string,
    call_key: randomBytes(16).toString('base64url'),
    tenant_id: TENANT,
    kind: 'policyRecording',
    call_routes: [],
    invite_reasons: ['ComplianceRecording'],
    paired_recorders: [],
    other_recorders: [],
    flags: [],
    direction: 'incoming',
    call_state: 'incoming',
    recording_status: 'notRecording',
    permit_state: 'closed',
    answer_attempts: 0,
    participant_count: 1,
    media_state: 'awaited',
    content_sharing: false,
    received_at: receivedAt,
    respond_by: new Date(receivedAt.getTime() + 4_500),
  };
}

/** A conversation; its legs are sessions with its id. */
export async function insertConversation(
  database: Database,
  conversationId: string,
  { tenantId = TENANT, beganAt = new Date('2026-01-15T09:00:00.000Z') } = {},
): Promise<void> {
  await database.pool.query(
    'INSERT INTO conversation (conversation_id, tenant_id, conversation_key, began_at) VALUES ($1::uuid, $2, $1::uuid::text, $3)',
    [conversationId, tenantId, beganAt],
  );
}

/** A seat of a session; one that was freed, by their leaving. */
export async function insertSeat(
  database: Database,
  sessionId: string | undefined,
  seat: { number: number; participantId: string; takenAt: Date; freedAt: Date | null },
): Promise<void> {
  await database.pool.query(
    `INSERT INTO seat (session_id, number, capacity, participant_id, user_id, conversation_id, application_instance_id,
       lane, taken_at, freed_at, freed_by)
     SELECT session_id, $2, 10, $3, 'user of ' || $3, conversation_id, coalesce(application_instance_id, ''), lane, $4, $5,
       CASE WHEN $5::timestamptz IS NOT NULL THEN 'left' END
     FROM recording_session WHERE session_id = $1`,
    [sessionId, seat.number, seat.participantId, seat.takenAt, seat.freedAt],
  );
}

/** A gap in what was kept of a conversation. */
export async function insertGap(
  database: Database,
  conversationId: string,
  given: Record<string, unknown> = {},
): Promise<string> {
  const started = new Date('2026-01-15T09:01:00.000Z');
  const gap = {
    ...{ gap_id: randomUUID() as string, tenant_id: TENANT, conversation_id: conversationId, participant_id: 'p1' },
    ...{ started_at: started, ended_at: new Date(started.getTime() + 60_000), cause: 'mediaLost', found_at: started },
    ...given,
  };
  const names = Object.keys(gap);
  await database.pool.query(
    `INSERT INTO coverage_gap (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(gap),
  );
  return gap.gap_id;
}

/** A media host as its heartbeats would have made it. */
export async function insertMediaHost(database: Database, hostId: string): Promise<void> {
  await database.pool.query(
    `INSERT INTO media_host (host_id, url, region, version, max_calls, active_calls, load, draining, first_seen_at, heartbeat_at)
     VALUES ($1, 'https://mh.example', 'EUWE', '1', 10, 0, 0.1, false, $2, $2)`,
    [hostId, new Date('2026-01-15T09:00:00.000Z')],
  );
}
