import { Injectable } from '@nestjs/common';
import type { RosterEntry } from '@app/graph-comms';
import type { Statement, Transaction } from '@app/platform';

export interface Seats {
  /** Who held a seat until now, or had given it up for one of another call and was still here. */
  left: string[];
  /** Who lost a seat when a roster missed them, and is in this one. */
  back: string[];
  /** How many hold one now. */
  held: number;
}

const HELD = `(SELECT count(*) FROM seat WHERE session_id = $1 AND freed_at IS NULL)::integer`;

/** Seats of somebody whom another call was to record, and who had not left this one. */
const MOVED = `SELECT moved.participant_id FROM seat moved JOIN session_participant here USING (session_id, participant_id)
      WHERE session_id = $1 AND moved.freed_by = 'moved' AND here.left_at IS NULL AND NOT EXISTS (SELECT FROM seat later
        WHERE later.session_id = $1 AND later.participant_id = moved.participant_id AND later.taken_at > moved.taken_at)`;

/** Also for somebody not seen yet: the row then keeps the seat of a joining that comes late from being taken. */
const LEAVE: Statement = {
  name: 'participant.leave',
  text: `
    WITH freed AS (
      UPDATE seat SET freed_at = greatest(taken_at, $3), freed_by = 'left'
      WHERE session_id = $1 AND participant_id = $2 AND freed_at IS NULL RETURNING participant_id
    ), leaving AS (
      INSERT INTO session_participant (session_id, participant_id, left_at) VALUES ($1, $2, $3)
      ON CONFLICT (session_id, participant_id) DO UPDATE SET left_at = coalesce(session_participant.left_at, excluded.left_at)
    )
    SELECT ARRAY (SELECT participant_id FROM freed UNION ${MOVED} AND participant_id = $2) AS left, '{}'::text[] AS back,
      ${HELD} - (SELECT count(*) FROM freed)::integer AS held`,
};

/**
 * Who is named is present; who is missed has left. Only who was seen in a roster can be missed in one: an id that rosters
 * never show says nothing by its absence. The ids are subqueries because Postgres hashes those; with ANY it compares
 * each with each, seconds for a hostile roster. Nothing is written of whom the roster says nothing new.
 */
const APPLY_ROSTER: Statement = {
  name: 'participant.apply-roster',
  text: `
    WITH named AS (
      SELECT * FROM jsonb_to_recordset($3) AS r
        (participant_id text, user_id text, tenant_id text, identity_kind text, is_in_lobby boolean, is_muted boolean)
    ), present AS (
      INSERT INTO session_participant AS p
        (session_id, participant_id, user_id, tenant_id, identity_kind, is_in_lobby, is_muted, joined_at, in_roster)
      SELECT $1, participant_id, user_id, tenant_id, identity_kind, is_in_lobby, is_muted, $2, true FROM named
      ON CONFLICT (session_id, participant_id) DO UPDATE
      SET user_id = coalesce(excluded.user_id, p.user_id), tenant_id = excluded.tenant_id,
          identity_kind = excluded.identity_kind, is_in_lobby = excluded.is_in_lobby, is_muted = excluded.is_muted,
          joined_at = coalesce(p.joined_at, excluded.joined_at), left_at = NULL, in_roster = true
      WHERE (p.user_id, p.tenant_id, p.identity_kind, p.is_in_lobby, p.is_muted, p.left_at, p.in_roster, p.joined_at IS NULL)
        IS DISTINCT FROM (coalesce(excluded.user_id, p.user_id), excluded.tenant_id, excluded.identity_kind,
          excluded.is_in_lobby, excluded.is_muted, NULL, true, false)
    ), gone AS (
      UPDATE session_participant SET left_at = $2
      WHERE session_id = $1 AND in_roster AND left_at IS NULL AND CASE WHEN $4::text[] IS NULL
        THEN participant_id NOT IN (SELECT participant_id FROM named)
        ELSE participant_id IN (SELECT unnest($4)) END
        AND ($5::timestamptz IS NULL OR (coalesce(joined_at, '-infinity') < $5
          AND participant_id NOT IN (SELECT participant_id FROM seat WHERE session_id = $1 AND taken_at >= $5)))
      RETURNING participant_id
    ), freed AS (
      UPDATE seat SET freed_at = greatest(taken_at, $2), freed_by = 'roster' FROM gone
      WHERE session_id = $1 AND seat.participant_id = gone.participant_id AND freed_at IS NULL
      RETURNING gone.participant_id
    )
    SELECT ARRAY (SELECT participant_id FROM freed
        UNION ${MOVED} AND participant_id IN (SELECT participant_id FROM gone)) AS left,
      -- As they were before this roster.
      ARRAY (SELECT participant_id FROM named JOIN session_participant p USING (participant_id)
        WHERE p.session_id = $1 AND p.left_at IS NOT NULL
          AND participant_id IN (SELECT participant_id FROM seat WHERE session_id = $1 AND freed_by = 'roster')
          AND 'roster' = (
          SELECT freed_by FROM seat s WHERE s.session_id = $1 AND s.participant_id = p.participant_id
          ORDER BY taken_at DESC, freed_at DESC NULLS FIRST LIMIT 1) ORDER BY participant_id COLLATE "C") AS back,
      ${HELD} - (SELECT count(*) FROM freed)::integer AS held`,
};

/** Who is in a call, and whose seat is freed by leaving it. Written only within a change of their session, under its lock. */
@Injectable()
export class SessionParticipants {
  async leave(tx: Transaction, sessionId: string, participantId: string, at: Date): Promise<Seats> {
    const [seats] = await tx.query<Seats>(LEAVE, [sessionId, participantId, at]);
    return seats ?? NOBODY;
  }

  /**
   * A full roster names everybody, so whoever it does not name has left; a delta names the changes (protocol §4.5, §4.6).
   * `mayBeOlder`: it has no version, so what came shortly before it may be newer. Who has just come is then left in.
   */
  async applyRoster(
    tx: Transaction,
    sessionId: string,
    roster: { delta: boolean; participants: readonly RosterEntry[] },
    at: Date,
    mayBeOlder = false,
  ): Promise<Seats> {
    const present = unique(roster.participants.filter(({ removed }) => !removed));
    const names = new Set(present.map(({ participantId }) => participantId));
    const gone = roster.participants.map(({ participantId }) => participantId).filter((id) => !names.has(id));
    const certainBefore = mayBeOlder ? new Date(at.getTime() - OVERTAKEN_BY_MS) : null;
    const values = [sessionId, at, JSON.stringify(present.map(rowOf)), roster.delta ? gone : null, certainBefore];
    const [seats] = await tx.query<Seats>(APPLY_ROSTER, values);
    return seats ?? NOBODY;
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
