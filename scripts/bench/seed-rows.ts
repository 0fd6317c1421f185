import { createHash } from 'node:crypto';

/** SQL that makes up calls by the thousand, as the recorder would have stored them. */

export interface MadeUp {
  kind: 'live' | 'past';
  /** A subquery of rows (n, at, tenant): their numbers, when each was received, and whose it is. */
  from: string;
}

const EVENTS_EACH = 10;

/** Ids that are the same in every table, and as scattered as real ones. */
export const idOf = (kind: string, n = 'n') => `md5('${kind} ' || ${n})::uuid`;

/** Users have some twenty calls each. */
export const USER = `${idOf('user', 'n % 50000')}::text`;
const APPLICATION = `${idOf('application', 'n % 20')}::text`;
/** No recorder looks after it: a real one would have to say that it has these calls, or they count as lost. */
const MEDIA_HOST = 'media-host-made-up';

const after = (ms: number) => `at + interval '${ms} milliseconds'`;

export const tenantOf = (n: string): string => `${idOf('tenant', n)}::text`;

/** The same without asking Postgres. */
export function tenantIdOf(n: number): string {
  const hash = createHash('md5').update(`tenant ${n}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20)].join('-');
}

/** Every other call has somebody on its other side, and one in twenty is on behalf of somebody. */
const OTHER_SIDE = `CASE WHEN n % 2 = 0 THEN jsonb_build_object('id', ${idOf('user', '(n + 7) % 50000')}::text,
  'participantId', null, 'tenantId', null, 'participationMethod', null) END`;
const ON_BEHALF_OF = `CASE WHEN n % 20 = 0 THEN jsonb_build_object('kind', 'user',
  'id', ${idOf('user', '(n + 11) % 50000')}::text, 'tenantId', null) END`;

export const conversations = ({ kind, from }: MadeUp): string => `
  INSERT INTO conversation (conversation_id, tenant_id, conversation_key, began_at)
  SELECT ${idOf(`${kind} conversation`)}, tenant, ${idOf(`${kind} chain`)}::text, at FROM ${from}`;

/** Of those that are over one in a hundred was missed, one in twenty failed; those that are up are being recorded. */
export const sessions = ({ kind, from }: MadeUp): string => {
  const id = (what: string) => `${idOf(`${kind} ${what}`)}::text`;
  const ifLive = (live: string, past: string) => (kind === 'live' ? live : past);
  return `
  INSERT INTO recording_session (
    session_id, call_id, graph_call_id, call_key,
    call_chain_id, tenant_id, conversation_id, kind, policy_identifier,
    application_instance_id, observed_participant_id, observed_user_id, other_side_user, on_behalf_of,
    call_routes, invite_reasons, paired_recorders, other_recorders, flags, direction, call_state,
    recording_status, wanted_status, permit_id, permit_state,
    decision, response, answer_attempts,
    participant_capacity, participant_count, media_kind, media_host_id, media_session_id, media_state, content_sharing,
    received_at, respond_by, responded_at, established_at, recording_started_at, first_media_at,
    checked_at, missed, ended_at)
  SELECT
    ${idOf(`${kind} session`)}, ${id('call')}, ${id('call')},
      translate(substr(encode(sha256(('${kind} ' || n)::bytea), 'base64'), 1, 22), '+/', '-_'),
    ${id('chain')}, tenant, ${idOf(`${kind} conversation`)}, 'policyRecording',
      'TeamsComplianceRecordingPolicy=Tenant:Policy' || n % 7,
    ${APPLICATION}, ${id('participant')}, ${USER}, ${ifLive('NULL', OTHER_SIDE)}, ${ifLive('NULL', ON_BEHALF_OF)},
    '[]', '["ComplianceRecording"]', '[]', '[]', '[]', 'incoming', ${ifLive(`'established'`, `'terminated'`)},
    ${ifLive(`'recording'`, `CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'notRecording' END`)}, 'recording',
      ${id('permit')}, ${ifLive(`'open'`, `'closed'`)},
    '{"action": "record"}', ${ifLive(`'answered'`, `CASE WHEN n % 100 = 0 THEN 'missed' ELSE 'answered' END`)}, 1,
    100, 1, 'appHosted', '${MEDIA_HOST}', ${id('media')}, 'flowing', false,
    at, ${after(4_500)}, ${after(300)}, ${after(1_000)}, ${after(2_000)}, ${after(2_000)},
    ${ifLive(`now() + interval '1 day'`, 'at')},
      ${ifLive('NULL', `CASE WHEN n % 100 = 0 THEN '{"cause": "deadlinePassed", "stage": "decided"}'::jsonb END`)},
      ${ifLive('NULL', after(300_000))}
  FROM ${from}`;
};

/** Of whom each call was opened for. */
export const seats = ({ kind, from }: MadeUp): string => `
  INSERT INTO seat (session_id, number, capacity, participant_id, user_id, conversation_id, application_instance_id,
    lane, taken_at, freed_at, freed_by)
  SELECT ${idOf(`${kind} session`)}, 1, 100, ${idOf(`${kind} participant`)}::text, ${USER},
    ${idOf(`${kind} conversation`)}, ${APPLICATION}, 0, at,
    ${kind === 'live' ? 'NULL, NULL' : `${after(300_000)}, 'ended'`}
  FROM ${from}`;

export const participants = ({ kind, from }: MadeUp): string => `
  INSERT INTO session_participant (session_id, participant_id, user_id, in_roster, joined_at, left_at)
  SELECT ${idOf(`${kind} session`)}, ${idOf(`${kind} participant`)}::text, ${USER}, false, at,
    ${kind === 'live' ? 'NULL' : after(300_000)}
  FROM ${from}`;

export const events = ({ kind, from }: MadeUp): string => `
  INSERT INTO session_event (session_id, type, at, cause, message_id, data)
  SELECT ${idOf(`${kind} session`)}, 'recording.Event' || e, at + e * interval '1 second', 'recorder', NULL,
    jsonb_build_object('permitId', ${idOf('permit')}, 'number', e)
  FROM ${from}, generate_series(1, ${EVENTS_EACH}) e ORDER BY n, e`;

export const notifications = ({ kind, from }: MadeUp): string => `
  INSERT INTO notification_log (received_at, tenant_id, call_id, kind, message_id, body)
  SELECT at, tenant, ${idOf(`${kind} call`)}::text, 'incomingCall', ${idOf('message')}::text,
    jsonb_build_object('state', 'incoming', 'text', repeat(md5(n::text), 20))
  FROM ${from} ORDER BY n`;

/**
 * Checks of calls that are up, each due at its own time of an interval; the calls are on record as checked one interval
 * before. As the recorder's own, they fall due on whole multiples of five seconds by the clock, and so together. Takes
 * the ids of the calls, the seconds of the interval, and over how many from now on the checks are spread.
 */
export const KEEP_ALIVES = `
  WITH due AS (
    SELECT call_id, to_timestamp((ceil(extract(epoch FROM now() + n * ($3::float8 / cardinality($1::text[]))
      * interval '1 second') / 5) * 5)::float8) AS at
    FROM unnest($1::text[]) WITH ORDINALITY AS c (call_id, n)
  ), checked AS (
    UPDATE recording_session s SET checked_at = due.at - $2::float8 * interval '1 second'
    FROM due WHERE s.call_id = due.call_id
  )
  INSERT INTO durable_command (kind, ordering_key, dedupe_key, data, run_at)
  SELECT 'recording.keep-call-alive', call_id || ':keep-alive', call_id || ':keep-alive:' || named,
    jsonb_build_object('callId', call_id, 'dueAt', named, 'once', NULL), at
  FROM (
    SELECT call_id, at, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS named FROM due) calls`;
