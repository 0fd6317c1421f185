import { Injectable } from '@nestjs/common';
import type { RosterEntry } from '@app/graph-comms';
import type { SharedStatement, Statement, Transaction } from '@app/platform';

export interface Seats {
  /** Who held a seat until now, or had given it up for one of another call and was still here. */
  left: string[];
  /** Who has lost their seat and is to have one again: a roster shows that they are here. */
  back: string[];
  /** How many hold one now. */
  held: number;
}

const held = (session: string) =>
  `(SELECT count(*) FROM seat WHERE session_id = ${session} AND freed_at IS NULL)::integer`;

/** Seats of somebody whom another call was to record, and who had not left this one. */
const moved = (session: string) => `SELECT moved.participant_id
      FROM seat moved JOIN session_participant here USING (session_id, participant_id)
      WHERE session_id = ${session} AND moved.freed_by = 'moved' AND here.left_at IS NULL AND NOT EXISTS (SELECT FROM seat later
        WHERE later.session_id = ${session} AND later.participant_id = moved.participant_id AND later.taken_at > moved.taken_at)`;

/** A left whose id is of no joining is taken for a repeat this long: it may be an id of something else, and come again. */
const REPEATED_WITHIN = `interval '30 seconds'`;

/** What was told of it before, and a joining of the same participant that came after it: then they are back. */
const IS_OLD = `CASE
    WHEN EXISTS (SELECT FROM before) THEN EXISTS (SELECT FROM asked) OR EXISTS (SELECT FROM before WHERE told_at > $3 - ${REPEATED_WITHIN})
    ELSE EXISTS (SELECT FROM asked JOIN join_decision later ON later.session_id = $1 AND later.participant_id = $2
      AND later.decided_at > asked.decided_at) END`;

/**
 * Also for somebody not seen yet: the row then keeps the seat of a joining that comes late from being taken. A left of a
 * joining that is over already, because it is repeated or late, takes nothing from whoever has come back.
 */
const LEAVE: Statement = {
  name: 'participant.leave',
  text: `
    WITH before AS (
      SELECT told_at FROM departure WHERE session_id = $1 AND participant_id = $2 AND joining_call_id = $4
    ), asked AS (
      SELECT decided_at FROM join_decision WHERE session_id = $1 AND participant_id = $2 AND joining_call_id = $4
    ), told AS (
      INSERT INTO departure (session_id, participant_id, joining_call_id, told_at)
      SELECT $1::uuid, $2, $4, $3::timestamptz WHERE $4 <> ''
      ON CONFLICT (session_id, participant_id, joining_call_id) DO UPDATE SET told_at = excluded.told_at
    ), counts AS MATERIALIZED (
      SELECT WHERE $4 = '' OR NOT ${IS_OLD}
    ), freed AS (
      UPDATE seat SET freed_at = greatest(taken_at, $3), freed_by = 'left'
      WHERE session_id = $1 AND participant_id = $2 AND freed_at IS NULL AND EXISTS (SELECT FROM counts)
      RETURNING participant_id
    ), told_too AS (
      -- What only a roster showed until now is Teams' own word.
      UPDATE seat SET freed_by = 'left'
      WHERE session_id = $1 AND participant_id = $2 AND freed_by = 'roster' AND EXISTS (SELECT FROM counts)
        AND NOT EXISTS (SELECT FROM seat later
          WHERE later.session_id = $1 AND later.participant_id = $2 AND later.taken_at > seat.taken_at)
    ), leaving AS (
      INSERT INTO session_participant (session_id, participant_id, left_at)
      SELECT $1::uuid, $2, $3::timestamptz FROM counts
      ON CONFLICT (session_id, participant_id) DO UPDATE SET left_at = coalesce(session_participant.left_at, excluded.left_at)
    )
    SELECT ARRAY (SELECT participant_id FROM freed
        UNION ${moved('$1')} AND participant_id = $2 AND EXISTS (SELECT FROM counts)) AS left, '{}'::text[] AS back,
      ${held('$1')} - (SELECT count(*) FROM freed)::integer AS held`,
};

const MISSED: Statement = {
  name: 'participant.missed',
  text: `SELECT FROM (SELECT DISTINCT ON (participant_id) freed_by FROM seat WHERE session_id = $1
    ORDER BY participant_id, taken_at DESC, freed_at DESC NULLS FIRST) latest WHERE freed_by = 'roster' LIMIT 1`,
};

/** A roster of one session, as the statement takes it. */
interface RosterOfSession {
  sessionId: string;
  at: Date;
  present: ReturnType<typeof rowOf>[];
  /** Null: whoever is not present has left. */
  gone: string[] | null;
  /** Who came later than this may be missing because the roster is older; null: it is not. */
  certainBefore: Date | null;
  /** Graph was asked, and this is its reply. */
  isAsked: boolean;
}

/**
 * Who is back, as things were before this roster. A roster of Teams gives back what rosters took, and the seat of somebody
 * who has not left: whom another call was to record (whether that call still does is looked at when the seat is given), or
 * whose call had been filed as missed. What Graph says when it is asked goes further: whoever is here is here, whatever had
 * been told of them by then.
 */
const IS_BACK = `CASE WHEN r."isAsked" THEN s.freed_at < r.at
    WHEN s.freed_by = 'roster' THEN p.left_at IS NOT NULL
    ELSE s.freed_by IN ('moved', 'ended') AND p.left_at IS NULL END`;

/**
 * Who is named is present; who is missed has left. Only who was seen in a roster can be missed in one: an id that rosters
 * never show says nothing by its absence. The ids are subqueries because Postgres hashes those; with ANY it compares
 * each with each, seconds for a hostile roster. Of whom a roster says nothing new no row is touched: a conflict would lock it.
 */
const APPLY_ROSTERS: SharedStatement<RosterOfSession> = {
  name: 'participant.apply-rosters',
  text: `
    WITH told AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS r
        (place integer, "sessionId" uuid, at timestamptz, present jsonb, gone jsonb, "certainBefore" timestamptz,
        "isAsked" boolean)
    ), roster AS MATERIALIZED (
      SELECT place, "sessionId", at, gone, "certainBefore", "isAsked" FROM told
    ), named AS MATERIALIZED (
      SELECT "sessionId", at, n.* FROM told, jsonb_to_recordset(present) AS n
        (participant_id text, user_id text, tenant_id text, identity_kind text, is_in_lobby boolean, is_muted boolean)
    ), present AS (
      INSERT INTO session_participant AS p
        (session_id, participant_id, user_id, tenant_id, identity_kind, is_in_lobby, is_muted, joined_at, in_roster)
      SELECT n."sessionId", n.participant_id, n.user_id, n.tenant_id, n.identity_kind, n.is_in_lobby, n.is_muted, n.at, true
      FROM named n LEFT JOIN session_participant k ON k.session_id = ANY ($2) AND k.session_id = n."sessionId"
        AND k.participant_id = n.participant_id
      WHERE (k.user_id, k.tenant_id, k.identity_kind, k.is_in_lobby, k.is_muted, k.left_at, k.in_roster, k.joined_at IS NULL)
        IS DISTINCT FROM (coalesce(n.user_id, k.user_id), n.tenant_id, n.identity_kind, n.is_in_lobby, n.is_muted, NULL, true, false)
      ON CONFLICT (session_id, participant_id) DO UPDATE
      SET user_id = coalesce(excluded.user_id, p.user_id), tenant_id = excluded.tenant_id,
          identity_kind = excluded.identity_kind, is_in_lobby = excluded.is_in_lobby, is_muted = excluded.is_muted,
          joined_at = coalesce(p.joined_at, excluded.joined_at), left_at = NULL, in_roster = true
    ), gone AS (
      UPDATE session_participant p SET left_at = r.at FROM roster r
      WHERE p.session_id = ANY ($2) AND p.session_id = r."sessionId" AND p.in_roster AND p.left_at IS NULL AND CASE WHEN r.gone IS NULL
        THEN (p.session_id, p.participant_id) NOT IN (SELECT "sessionId", participant_id FROM named)
        ELSE (p.session_id, p.participant_id) IN (
          SELECT "sessionId", jsonb_array_elements_text(gone) FROM roster WHERE gone IS NOT NULL) END
        AND (r."certainBefore" IS NULL OR (coalesce(p.joined_at, '-infinity') < r."certainBefore"
          AND (p.session_id, p.participant_id) NOT IN (
            SELECT session_id, participant_id FROM roster JOIN seat ON session_id = "sessionId"
            WHERE session_id = ANY ($2) AND taken_at >= "certainBefore")))
      RETURNING p.session_id, p.participant_id
    ), freed AS (
      UPDATE seat SET freed_at = greatest(taken_at, r.at), freed_by = 'roster' FROM gone JOIN roster r ON session_id = "sessionId"
      WHERE seat.session_id = ANY ($2) AND seat.session_id = gone.session_id
        AND seat.participant_id = gone.participant_id AND freed_at IS NULL
      RETURNING gone.session_id, gone.participant_id
    )
    SELECT ARRAY (SELECT participant_id FROM freed WHERE session_id = r."sessionId"
        UNION ${moved('r."sessionId"')} AND participant_id IN (
          SELECT participant_id FROM gone WHERE session_id = r."sessionId") ORDER BY 1) AS left,
      ARRAY (SELECT s.participant_id FROM (
          SELECT DISTINCT ON (participant_id) participant_id, freed_by, freed_at FROM seat WHERE session_id = r."sessionId"
          ORDER BY participant_id, taken_at DESC, freed_at DESC NULLS FIRST) s
        JOIN session_participant p ON p.session_id = r."sessionId" AND p.participant_id = s.participant_id
        -- CASE keeps the ids a subquery.
        WHERE CASE WHEN ${IS_BACK}
          THEN (p.session_id, p.participant_id) IN (SELECT "sessionId", participant_id FROM named) END
        ORDER BY s.participant_id COLLATE "C") AS back,
      ${held('r."sessionId"')} - (SELECT count(*) FROM freed WHERE session_id = r."sessionId")::integer AS held
    FROM roster r ORDER BY place`,
  // Whose they are a second time: a plan that is made while the tables are empty uses an index for that.
  valuesOf: (rosters) => [
    JSON.stringify(rosters.map((roster, place) => ({ place, ...roster }))),
    rosters.map(({ sessionId }) => sessionId),
  ],
};

/** Who is in a call, and whose seat is freed by leaving it. Written only within a change of their session, under its lock. */
@Injectable()
export class SessionParticipants {
  /** `joiningCallId`: which of their joinings is over, if Teams says so. */
  async leave(
    tx: Transaction,
    sessionId: string,
    participantId: string,
    joiningCallId: string | null,
    at: Date,
  ): Promise<Seats> {
    const [seats] = await tx.query<Seats>(LEAVE, [sessionId, participantId, at, joiningCallId ?? '']);
    return seats ?? NOBODY;
  }

  /** Whether somebody lost their seat to a roster, and nothing else says that they left. */
  async isAnyMissed(tx: Transaction, sessionId: string): Promise<boolean> {
    return (await tx.query(MISSED, [sessionId])).length > 0;
  }

  /**
   * A full roster names everybody, so whoever it does not name has left; a delta names the changes (protocol §4.5, §4.6).
   * One that `mayBeOlder` has no version, so what came shortly before it may be newer: who has just come is left in.
   */
  async applyRoster(
    tx: Transaction,
    sessionId: string,
    roster: { delta: boolean; participants: readonly RosterEntry[] },
    at: Date,
    source: 'asked' | 'inOrder' | 'mayBeOlder' = 'inOrder',
  ): Promise<Seats> {
    const present = unique(roster.participants.filter(({ removed }) => !removed));
    const names = new Set(present.map(({ participantId }) => participantId));
    const gone = roster.participants.map(({ participantId }) => participantId).filter((id) => !names.has(id));
    const certainBefore = source === 'mayBeOlder' ? new Date(at.getTime() - OVERTAKEN_BY_MS) : null;
    const said = { present: present.map(rowOf), gone: roster.delta ? gone : null };
    const applied = { sessionId, at, ...said, certainBefore, isAsked: source === 'asked' };
    return (await tx.queryTogether<RosterOfSession, Seats>(APPLY_ROSTERS, applied)) ?? NOBODY;
  }
}

/** A roster that was overtaken by a joining or by another roster comes this late at most; a later one heals the rest. */
const OVERTAKEN_BY_MS = 2_000;

const NOBODY: Seats = { left: [], back: [], held: 0 };

function unique(entries: readonly RosterEntry[]): RosterEntry[] {
  return [...new Map(entries.map((entry) => [entry.participantId, entry])).values()];
}

function rowOf({ participantId, identity, isInLobby, isMuted }: RosterEntry) {
  return {
    participant_id: participantId,
    user_id: identity?.id ?? null,
    tenant_id: identity?.tenantId ?? null,
    identity_kind: identity?.kind ?? null,
    is_in_lobby: isInLobby,
    is_muted: isMuted,
  };
}
