import type { QueryConfig } from 'pg';

/** What a recorder stores of one notification of the bench's mix. */
export interface BareRow {
  receivedAt: Date;
  tenantId: string;
  callId: string;
  callKey: string;
  kind: 'callUpdated' | 'roster' | 'contentSharing';
  messageId: string;
  scenarioId: string;
  body: object;
  /** Of a roster, its version; null: it is none. */
  version: string | null;
  people: BarePerson[];
  /** Whether content is shared from now on; null: nothing is said of that. */
  sharing: boolean | null;
}

export interface BarePerson {
  participant_id: string;
  user_id: string;
  tenant_id: string;
  is_in_lobby: boolean;
  is_muted: boolean;
}

// The columns that the recorder's own statements write (libs/recording), of the same tables; and nothing is looked at.
const LOG = '(received_at, tenant_id, call_id, call_key, kind, message_id, scenario_id, body)';
const EVENT = '(session_id, type, at, cause, message_id, data)';
const PERSON = 'AS p (participant_id text, user_id text, tenant_id text, is_in_lobby boolean, is_muted boolean)';
const PEOPLE =
  '(session_id, participant_id, user_id, tenant_id, identity_kind, is_in_lobby, is_muted, joined_at, in_roster)';

/** Nothing is written of whom a roster says nothing new, as in the recorder. */
const ON_RECORD = `ON CONFLICT (session_id, participant_id) DO UPDATE
      SET (user_id, tenant_id, identity_kind, is_in_lobby, is_muted, in_roster) =
        (excluded.user_id, excluded.tenant_id, excluded.identity_kind, excluded.is_in_lobby, excluded.is_muted, true)
      WHERE (here.is_in_lobby, here.is_muted, here.in_roster)
        IS DISTINCT FROM (excluded.is_in_lobby, excluded.is_muted, true)`;

const LOG_ONE = `INSERT INTO notification_log ${LOG} VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** Changes nothing of a call that is up already. */
const UPDATE = { name: 'bare.update', text: LOG_ONE };

const ROSTER = {
  name: 'bare.roster',
  text: `
    WITH logged AS (${LOG_ONE}
    ), people AS (
      INSERT INTO session_participant AS here ${PEOPLE}
      SELECT session_id, p.participant_id, p.user_id, p.tenant_id, 'user', p.is_in_lobby, p.is_muted,
        $1::timestamptz, true
      FROM recording_session s, jsonb_to_recordset($9::jsonb) ${PERSON} WHERE s.call_id = $3
      ${ON_RECORD}
    )
    UPDATE recording_session SET roster_sequence_number = $10 WHERE call_id = $3`,
};

const SHARING = {
  name: 'bare.sharing',
  text: `
    WITH logged AS (${LOG_ONE}
    ), updated AS (
      UPDATE recording_session SET content_sharing = $9 WHERE call_id = $3 RETURNING session_id
    )
    INSERT INTO session_event ${EVENT}
    SELECT session_id, 'recording.ContentSharingChanged', $1::timestamptz, 'teams', $6,
      jsonb_build_object('started', $9::boolean) FROM updated`,
};

/** Of several, each of a call of its own. Whose sessions change a second time: a plan for those few uses the index. */
const MANY = {
  name: 'bare.many',
  text: `
    WITH input AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS n ("receivedAt" timestamptz, "tenantId" text, "callId" text,
        "callKey" text, kind text, "messageId" text, "scenarioId" text, body jsonb, version bigint, people jsonb,
        sharing boolean)
    ), logged AS (
      INSERT INTO notification_log ${LOG}
      SELECT "receivedAt", "tenantId", "callId", "callKey", kind, "messageId", "scenarioId", body FROM input
    ), updated AS (
      UPDATE recording_session s SET roster_sequence_number = coalesce(version, s.roster_sequence_number),
        content_sharing = coalesce(sharing, s.content_sharing)
      FROM input WHERE s.call_id = ANY ($2) AND s.call_id = "callId"
      RETURNING session_id, "receivedAt", "messageId", people, sharing
    ), present AS (
      INSERT INTO session_participant AS here ${PEOPLE}
      SELECT session_id, p.participant_id, p.user_id, p.tenant_id, 'user', p.is_in_lobby, p.is_muted, "receivedAt", true
      FROM updated, jsonb_to_recordset(people) ${PERSON}
      ${ON_RECORD}
    )
    INSERT INTO session_event ${EVENT}
    SELECT session_id, 'recording.ContentSharingChanged', "receivedAt", 'teams', "messageId",
      jsonb_build_object('started', sharing) FROM updated WHERE sharing IS NOT NULL`,
};

/** Stores one notification. */
export function storeOne(row: BareRow): QueryConfig {
  const { receivedAt, tenantId, callId, callKey, kind, messageId, scenarioId, body } = row;
  const logged = [receivedAt, tenantId, callId, callKey, kind, messageId, scenarioId, JSON.stringify(body)];
  switch (kind) {
    case 'callUpdated':
      return { ...UPDATE, values: logged };
    case 'roster':
      return { ...ROSTER, values: [...logged, JSON.stringify(row.people), row.version] };
    case 'contentSharing':
      return { ...SHARING, values: [...logged, row.sharing] };
  }
}

/** Stores several at once. */
export function storeMany(rows: readonly BareRow[]): QueryConfig {
  const changed = rows.filter(({ kind }) => kind !== 'callUpdated').map(({ callId }) => callId);
  return { ...MANY, values: [JSON.stringify(rows), changed] };
}
