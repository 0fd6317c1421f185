import type { Statement } from '@app/platform';
import { appendNotifications } from './notification-log.store.js';
import { MUTABLE_COLUMNS, SESSION_COLUMNS, type SessionColumn } from './recording-session.mapping.js';

const namesOf = (columns: readonly SessionColumn[]) => columns.map(({ name }) => name).join(', ');
const typedNamesOf = (columns: readonly SessionColumn[]) =>
  columns.map(({ name, type }) => `${name} ${type}`).join(', ');
const names = namesOf(SESSION_COLUMNS);
/** A row is read as the record that it is. */
const fields = SESSION_COLUMNS.map(({ name, field }) => `${name} AS "${field}"`).join(', ');

/** What a session's update is made of: whose it is, and what may change. */
export const UPDATED_COLUMNS = SESSION_COLUMNS.filter(
  (column) => column.name === 'session_id' || MUTABLE_COLUMNS.includes(column),
);

export const FIND: Statement = {
  name: 'session.find',
  text: `SELECT ${fields} FROM recording_session WHERE call_id = ANY ($1)`,
};
export const FIND_BY_MEDIA: Statement = {
  name: 'session.find-by-media',
  text: `SELECT ${fields} FROM recording_session WHERE media_session_id = $1`,
};
/** In the order of the calls on every replica, so that no two batches wait for each other. */
const lock = (suffix: string) =>
  `SELECT ${fields} FROM recording_session WHERE call_id = ANY ($1) ORDER BY call_id FOR UPDATE${suffix}`;
export const LOCK: Statement = { name: 'session.lock', text: lock('') };
/** Without those that another replica is changing now. */
export const LOCK_FREE: Statement = { name: 'session.lock-free', text: lock(' SKIP LOCKED') };

const addEvents = (list: string) => `
  INSERT INTO session_event (session_id, type, at, cause, message_id, data)
  SELECT "sessionId", type, at, cause, "messageId", data
  FROM ROWS FROM (jsonb_to_recordset(${list}) AS ("sessionId" uuid, type text, at timestamptz, cause text,
    "messageId" text, data jsonb)) WITH ORDINALITY AS e`;

/** Takes the sessions, notifications and events of one batch as JSON; of a call that is known, nothing but the notification. */
export const OPEN: Statement = {
  name: 'session.open',
  text: `
    WITH opened AS (
      INSERT INTO recording_session (${names})
      SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS s (${typedNamesOf(SESSION_COLUMNS)}) ORDER BY call_id
      ON CONFLICT (call_id) DO NOTHING RETURNING session_id
    ), logged AS (${appendNotifications('$2::jsonb')}
    ), noted AS (${addEvents('$3::jsonb')} WHERE "sessionId" IN (SELECT session_id FROM opened) ORDER BY ordinality
    )
    SELECT session_id AS "sessionId" FROM opened`,
};
/** A call that is over holds no seat. One that was missed and is taken back gets its first again (docs/adr/0013). */
const freeSeatsOfEnded = `
      UPDATE seat SET freed_at = greatest(taken_at, u.ended_at), freed_by = 'ended'
      FROM jsonb_to_recordset($1::jsonb) AS u (session_id uuid, call_state text, ended_at timestamptz)
      WHERE seat.session_id = u.session_id AND u.ended_at IS NOT NULL AND u.call_state = 'terminated' AND freed_at IS NULL`;

/** Stores what a batch changed: sessions, notifications and events as JSON. */
export const WRITE: Statement = {
  name: 'session.write',
  text: `
    WITH updated AS (
      UPDATE recording_session s SET (${namesOf(MUTABLE_COLUMNS)}) = (${MUTABLE_COLUMNS.map(({ name }) => `u.${name}`).join(', ')})
      FROM jsonb_to_recordset($1::jsonb) AS u (${typedNamesOf(UPDATED_COLUMNS)}) WHERE s.session_id = u.session_id
    ), freed AS (${freeSeatsOfEnded}
    ), logged AS (${appendNotifications('$2::jsonb')}
    )
    ${addEvents('$3::jsonb')} ORDER BY ordinality`,
};
