import { Injectable } from '@nestjs/common';
import type { RosterEntry } from '@app/graph-comms';
import type { Statement, Transaction } from '@app/platform';

export interface SeatTaker {
  participantId: string;
  userId: string | null;
}

export interface Seats {
  /** Who held a seat until now. */
  left: string[];
  /** How many hold one now. */
  held: number;
}

/** A seat is held by whom the call was opened for or who was accepted, until they leave. */
const HOLDS_SEAT = `seat_decision IN ('observed', 'accept') AND left_at IS NULL`;

const FIND: Statement = {
  name: 'participant.find',
  text: `SELECT seat_decision, left_at IS NOT NULL AS has_left FROM session_participant
    WHERE session_id = $1 AND participant_id = $2`,
};

const HELD: Statement = {
  name: 'participant.held',
  text: `SELECT count(*)::integer AS held FROM session_participant WHERE session_id = $1 AND ${HOLDS_SEAT}`,
};

const TAKE: Statement = {
  name: 'participant.take-seat',
  text: `
    INSERT INTO session_participant (session_id, participant_id, user_id, seat_decision, joined_at)
    VALUES ($1, $2, $3, 'accept', $4)
    ON CONFLICT (session_id, participant_id) DO UPDATE
    SET seat_decision = excluded.seat_decision, user_id = coalesce(excluded.user_id, session_participant.user_id),
        joined_at = coalesce(session_participant.joined_at, excluded.joined_at),
        -- A left that overtook its own joining stands; somebody who was here before has come back.
        left_at = CASE WHEN session_participant.seat_decision IS NULL AND session_participant.joined_at IS NULL
          THEN session_participant.left_at END`,
};

/** Also for somebody not seen yet: the row then keeps the seat of a joining that comes late from being taken. */
const LEAVE: Statement = {
  name: 'participant.leave',
  text: `
    WITH held AS (
      SELECT participant_id FROM session_participant WHERE session_id = $1 AND participant_id = $2 AND ${HOLDS_SEAT}
    ), leaving AS (
      INSERT INTO session_participant (session_id, participant_id, left_at) VALUES ($1, $2, $3)
      ON CONFLICT (session_id, participant_id) DO UPDATE SET left_at = coalesce(session_participant.left_at, excluded.left_at)
    )
    SELECT participant_id FROM held`,
};

/** The first participant under policy counts against the capacity (protocol §6.1). */
const SEAT_OBSERVED: Statement = {
  name: 'participant.seat-observed',
  text: `
    INSERT INTO session_participant (session_id, participant_id, user_id, seat_decision, joined_at)
    SELECT session_id, observed_participant_id, observed_user_id, 'observed', received_at
    FROM recording_session
    WHERE session_id = ANY ($1) AND kind = 'policyRecording' AND observed_participant_id IS NOT NULL`,
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
      RETURNING participant_id, seat_decision
    ), gone AS (
      UPDATE session_participant SET left_at = $2
      WHERE session_id = $1 AND in_roster AND left_at IS NULL AND CASE WHEN $4::text[] IS NULL
        THEN participant_id NOT IN (SELECT participant_id FROM named)
        ELSE participant_id IN (SELECT unnest($4)) END
      RETURNING participant_id, seat_decision
    )
    SELECT
      ARRAY (SELECT participant_id FROM gone WHERE seat_decision IN ('observed', 'accept')) AS left,
      (SELECT count(*) FROM present WHERE seat_decision IN ('observed', 'accept'))::integer
        + (SELECT count(*) FROM session_participant WHERE session_id = $1 AND ${HOLDS_SEAT}
            AND participant_id NOT IN (SELECT participant_id FROM present UNION ALL SELECT participant_id FROM gone)
          )::integer AS held`,
};

/** Who is in a call and who of them holds a seat. Written only within a change of their session, under its lock. */
@Injectable()
export class SessionParticipants {
  /** What was decided when this participant asked before; null when they never did, or have left since. */
  async earlierDecision(tx: Transaction, sessionId: string, participantId: string): Promise<string | null> {
    const [row] = await tx.query<{ seat_decision: string | null; has_left: boolean }>(FIND, [sessionId, participantId]);
    return row && !row.has_left ? row.seat_decision : null;
  }

  /** Each new session's first seat, for whom the call was opened. */
  async seatObserved(tx: Transaction, sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length > 0) await tx.query(SEAT_OBSERVED, [sessionIds]);
  }

  /** Returns how many seats are held after it. */
  async takeSeat(tx: Transaction, sessionId: string, { participantId, userId }: SeatTaker, at: Date): Promise<number> {
    await tx.query(TAKE, [sessionId, participantId, userId, at]);
    return this.held(tx, sessionId);
  }

  async leave(tx: Transaction, sessionId: string, participantId: string, at: Date): Promise<Seats> {
    const left = await tx.query<{ participant_id: string }>(LEAVE, [sessionId, participantId, at]);
    return { left: left.map((row) => row.participant_id), held: await this.held(tx, sessionId) };
  }

  /** A full roster names everybody, so whoever it does not name has left; a delta names the changes (protocol §4.5, §4.6). */
  async applyRoster(
    tx: Transaction,
    sessionId: string,
    roster: { delta: boolean; participants: readonly RosterEntry[] },
    at: Date,
  ): Promise<Seats> {
    const present = unique(roster.participants.filter(({ removed }) => !removed));
    const names = new Set(present.map(({ participantId }) => participantId));
    const gone = roster.participants.map(({ participantId }) => participantId).filter((id) => !names.has(id));
    const values = [sessionId, at, JSON.stringify(present.map(rowOf)), roster.delta ? gone : null];
    const [seats] = await tx.query<Seats>(APPLY_ROSTER, values);
    return seats ?? { left: [], held: 0 };
  }

  private async held(tx: Transaction, sessionId: string): Promise<number> {
    const [row] = await tx.query<{ held: number }>(HELD, [sessionId]);
    return row?.held ?? 0;
  }
}

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
