import type { Asks, Statement } from '@app/platform';
import type { Stretch } from '../coverage/stretches.js';
import type { Part } from '../explain/call-facts.js';
import type { Mentions, UninvitedUser } from '../explain/search-story.js';
import { SESSION_COLUMNS, type SessionRow } from '../session-view.js';

/** A call that is asked about, by its id or because somebody had a part in it. */
export interface AskedCall {
  session: SessionRow;
  /** Of the user, and since when; null: the call itself is asked about. */
  part: Part | null;
  partSince: Date;
}

/** As many as a person reads. */
const MOST_CALLS = 5;

const BY_ID: Statement = {
  name: 'explain.call',
  text: `SELECT ${SESSION_COLUMNS}, NULL AS part, received_at AS "partSince" FROM recording_session
    WHERE call_id = $1 AND ($2::text IS NULL OR tenant_id = $2)`,
};

const DURING = 'BETWEEN $2::timestamptz AND $3::timestamptz';

/** Each by an index of its own; of a call in which somebody has two parts the first of these counts. */
const PARTS = `
  SELECT 1 AS rank, 'observed' AS part, session_id, received_at AS since FROM recording_session
    WHERE observed_user_id = $1 AND received_at ${DURING}
  UNION ALL SELECT 2, 'seated', session_id, taken_at FROM seat WHERE user_id = $1 AND taken_at ${DURING}
  UNION ALL SELECT 3, 'otherSide', session_id, received_at FROM recording_session
    WHERE other_side_user IS NOT NULL AND other_side_user->>'id' = $1 AND received_at ${DURING}
  UNION ALL SELECT 4, 'onBehalfOf', session_id, received_at FROM recording_session
    WHERE on_behalf_of IS NOT NULL AND on_behalf_of->>'id' = $1 AND received_at ${DURING}`;

const OF_USER: Statement = {
  name: 'explain.calls-of-user',
  text: `SELECT ${SESSION_COLUMNS}, part, since AS "partSince"
    FROM (SELECT DISTINCT ON (session_id) session_id, part, since FROM (${PARTS}) AS parts
      ORDER BY session_id, rank, since) AS asked
    JOIN recording_session USING (session_id)
    WHERE $5::text IS NULL OR tenant_id = $5
    ORDER BY abs(extract(epoch FROM since - $4::timestamptz)), session_id LIMIT ${MOST_CALLS}`,
};

const LAST_BEFORE: Statement = {
  name: 'explain.last-invitation-before',
  text: `SELECT call_id AS "callId", received_at AS "receivedAt" FROM recording_session
    WHERE observed_user_id = $1 AND received_at < $2 AND ($3::text IS NULL OR tenant_id = $3)
    ORDER BY received_at DESC LIMIT 1`,
};

const MENTIONS: Statement = {
  name: 'explain.mentions',
  text: `SELECT count(*)::integer AS count, min(received_at) AS "firstAt", max(received_at) AS "lastAt",
      array_agg(DISTINCT kind ORDER BY kind) AS kinds
    FROM notification_log WHERE call_id = $1 AND ($2::text IS NULL OR tenant_id = $2) HAVING count(*) > 0`,
};

type AskedRow = SessionRow & Omit<AskedCall, 'session'>;

/** The call of this id, normalised; none, too, when it is another tenant's. */
export async function callById(asks: Asks, callId: string, tenantScope: string | null): Promise<AskedCall[]> {
  return (await asks.query<AskedRow>(BY_ID, [callId, tenantScope])).map(askedCall);
}

/** The calls in which this user had a part, the nearest to `at` first. */
export async function callsOfUser(
  asks: Asks,
  { user, searched, at }: { user: string; searched: Stretch; at: Date },
  tenantScope: string | null,
): Promise<AskedCall[]> {
  const values = [user, new Date(searched.from), new Date(searched.to), at, tenantScope];
  return (await asks.query<AskedRow>(OF_USER, values)).map(askedCall);
}

/** The last invitation for this user before a time. */
export async function lastInvitation(
  asks: Asks,
  user: string,
  before: Date,
  tenantScope: string | null,
): Promise<UninvitedUser['before']> {
  const values = [user, before, tenantScope];
  const [last] = await asks.query<NonNullable<UninvitedUser['before']>>(LAST_BEFORE, values);
  return last ?? null;
}

/** What Teams said of a call that is not on record, as far as history goes back. */
export async function mentionsOf(asks: Asks, callId: string, tenantScope: string | null): Promise<Mentions | null> {
  const [mentions] = await asks.query<Mentions>(MENTIONS, [callId, tenantScope]);
  return mentions ?? null;
}

function askedCall({ part, partSince, ...session }: AskedRow): AskedCall {
  return { session, part, partSince };
}
