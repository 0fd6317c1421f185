import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@app/platform';
import { admit, type Admission, type Asked, type Asking } from './admission.js';
import type { RecordingSession } from './recording-session.aggregate.js';

/** Lanes of the participant of a new call: how many recorders of one application its conversation may have for them. */
const LANES = `generate_series(0, (SELECT max(lane) FROM recording_session other
  WHERE other.conversation_id = s.conversation_id
    AND other.application_instance_id IS NOT DISTINCT FROM s.application_instance_id)) AS l`;

/** A seat that the participant of a new call holds already, in any call of its conversation. */
const HELD_IN_LANE = `SELECT FROM seat WHERE seat.conversation_id = s.conversation_id AND seat.freed_at IS NULL
  AND seat.application_instance_id = coalesce(s.application_instance_id, '')
  AND seat.participant_id = s.observed_participant_id`;

/** When a participant of a conversation last gave up a seat of a lane, in any of its calls. */
const lastFreed = (conversation: string, application: string, lane: string, participant: string) =>
  `(SELECT max(freed_at) FROM recording_session leg JOIN seat held USING (session_id)
    WHERE leg.conversation_id = ${conversation} AND held.participant_id = ${participant}
      AND held.application_instance_id = ${application} AND held.lane = ${lane})`;

/**
 * The first participant under policy counts against the capacity (protocol §6.1). Which of two twins a call is tells its
 * lane, unless the participant holds a seat of that lane already: then the next. What was received first may be stored
 * last, and nobody has had two seats of a lane because of that.
 */
const SEAT_OBSERVED: Statement = {
  name: 'seat.observed',
  text: `
    WITH seated AS (
      INSERT INTO seat (session_id, number, participant_id, user_id, conversation_id, application_instance_id, lane, taken_at)
      SELECT session_id, 1, observed_participant_id, observed_user_id, conversation_id,
        coalesce(application_instance_id, ''), own.lane,
        greatest(received_at, ${lastFreed('s.conversation_id', "coalesce(s.application_instance_id, '')", 'own.lane', 's.observed_participant_id')})
      FROM recording_session s CROSS JOIN LATERAL (
        SELECT CASE WHEN EXISTS (${HELD_IN_LANE} AND seat.lane = s.lane)
          THEN coalesce((SELECT min(l) FROM ${LANES} WHERE NOT EXISTS (${HELD_IN_LANE} AND seat.lane = l)), s.lane)
          ELSE s.lane END AS lane) own
      WHERE session_id = ANY ($1) AND kind = 'policyRecording' AND observed_participant_id IS NOT NULL
    )
    INSERT INTO session_participant (session_id, participant_id, user_id, joined_at)
    SELECT session_id, observed_participant_id, observed_user_id, received_at FROM recording_session
    WHERE session_id = ANY ($1) AND kind = 'policyRecording' AND observed_participant_id IS NOT NULL`,
};

/** A participant has one seat per lane: when all are held, one is where Teams saw them last. */
const LEAVE_OTHERS: Statement = {
  name: 'seat.leave-others',
  text: `
    UPDATE seat SET freed_at = greatest(seat.taken_at, s.received_at), freed_by = 'moved'
    FROM recording_session s
    WHERE s.session_id = ANY ($1) AND seat.conversation_id = s.conversation_id AND seat.freed_at IS NULL
      AND seat.application_instance_id = coalesce(s.application_instance_id, '') AND seat.lane = s.lane
      AND seat.participant_id = s.observed_participant_id AND seat.session_id <> s.session_id
      AND NOT EXISTS (SELECT FROM ${LANES} WHERE NOT EXISTS (${HELD_IN_LANE} AND seat.lane = l))`,
};

/**
 * Somebody asked for by another call has moved there, or is recorded by twins whose second invitation has not come: until
 * Teams shows that they left this call nobody else is given their seat of it.
 */
const PERHAPS_TAKEN = `freed_by = 'moved' AND EXISTS (SELECT FROM session_participant here
  WHERE here.session_id = seat.session_id AND here.participant_id = seat.participant_id AND here.left_at IS NULL)`;

const LOOK: Statement = {
  name: 'seat.look',
  text: `
    WITH asking AS (
      SELECT * FROM jsonb_to_recordset($2) AS a (at integer, participant_id text, joining_call_id text)
    )
    SELECT ARRAY (SELECT DISTINCT number FROM seat WHERE session_id = $1 AND (freed_at IS NULL OR ${PERHAPS_TAKEN})) AS taken,
      (SELECT count(*)::integer FROM seat WHERE session_id = $1 AND freed_at IS NULL) AS held,
      (SELECT max(lane) FROM recording_session WHERE conversation_id = $3
        AND coalesce(application_instance_id, '') = $4) AS "lastLane",
      (SELECT coalesce(json_agg(json_build_object(
          'participantId', a.participant_id,
          'seated', EXISTS (SELECT FROM seat WHERE session_id = $1 AND participant_id = a.participant_id AND freed_at IS NULL),
          'lanesElsewhere', ARRAY (SELECT lane FROM seat WHERE conversation_id = $3 AND application_instance_id = $4
            AND participant_id = a.participant_id AND freed_at IS NULL AND session_id <> $1),
          'decision', d.decision, 'decidedAt', d.decided_at, 'leftAt', p.left_at,
          'leftFirst', p.left_at IS NOT NULL AND p.joined_at IS NULL OR EXISTS (SELECT FROM departure gone
            WHERE gone.session_id = $1 AND gone.participant_id = a.participant_id AND gone.joining_call_id = a.joining_call_id)
        ) ORDER BY a.at), '[]')
        FROM asking a
        LEFT JOIN join_decision d ON d.session_id = $1 AND d.participant_id = a.participant_id
          AND d.joining_call_id = a.joining_call_id
        LEFT JOIN session_participant p ON p.session_id = $1 AND p.participant_id = a.participant_id) AS asked`,
};

const MOVE: Statement = {
  name: 'seat.move',
  text: `UPDATE seat SET freed_at = greatest(taken_at, $6), freed_by = 'moved'
    WHERE conversation_id = $2 AND application_instance_id = $3 AND lane = $4 AND participant_id = ANY ($5)
      AND freed_at IS NULL AND session_id <> $1`,
};

/** Not before the seat was last free, or its holder was: what caused it may have been received before what freed it. */
const takenAt = (taker: string, lane: string, at: string) => `greatest(${at}::timestamptz,
        (SELECT max(freed_at) FROM seat
          WHERE session_id = $1 AND (seat.number = ${taker}.number OR seat.participant_id = ${taker}.participant_id)),
        ${lastFreed('$4::uuid', '$5', lane, `${taker}.participant_id`)})`;

/** A left that overtook its own joining stands; somebody who was here before has come back. */
const ADMIT: Statement = {
  name: 'seat.admit',
  text: `
    WITH admitted AS (
      SELECT * FROM jsonb_to_recordset($2)
        AS a (participant_id text, user_id text, joining_call_id text, decision text, number integer, lane integer, again boolean)
    ), seated AS (
      INSERT INTO seat (session_id, number, capacity, participant_id, user_id, conversation_id, application_instance_id,
        lane, taken_at)
      SELECT $1, number, $3, participant_id, user_id, $4, $5, lane, ${takenAt('admitted', 'admitted.lane', '$6')}
      FROM admitted WHERE number IS NOT NULL
    ), decided AS (
      INSERT INTO join_decision (session_id, participant_id, joining_call_id, decision, decided_at)
      SELECT $1, participant_id, joining_call_id, decision, $6 FROM admitted
      ON CONFLICT (session_id, participant_id, joining_call_id) DO UPDATE
      SET decision = excluded.decision, decided_at = excluded.decided_at
    )
    INSERT INTO session_participant AS p (session_id, participant_id, user_id, joined_at, left_at)
    SELECT DISTINCT ON (participant_id) $1::uuid, participant_id, user_id, $6::timestamptz,
      CASE WHEN number IS NULL THEN $6::timestamptz END
    FROM admitted WHERE decision = 'accept' AND NOT again ORDER BY participant_id, number
    ON CONFLICT (session_id, participant_id) DO UPDATE
    SET user_id = coalesce(excluded.user_id, p.user_id), joined_at = coalesce(p.joined_at, excluded.joined_at),
        left_at = CASE WHEN excluded.left_at IS NOT NULL THEN coalesce(p.left_at, excluded.left_at) END`,
};

const RESEAT: Statement = {
  name: 'seat.reseat',
  text: `
    WITH back AS (
      SELECT b.participant_id, row_number() OVER (ORDER BY ordinality) AS turn
      FROM unnest($2::text[]) WITH ORDINALITY AS b (participant_id, ordinality)
        JOIN session_participant here ON here.session_id = $1 AND here.participant_id = b.participant_id AND here.left_at IS NULL
      WHERE NOT EXISTS (SELECT FROM seat s WHERE s.participant_id = b.participant_id AND s.freed_at IS NULL
        AND (s.session_id = $1 OR (s.conversation_id, s.application_instance_id, s.lane) = ($4, $5, $6)))
    ), free AS (
      SELECT number, row_number() OVER (ORDER BY number) AS turn FROM generate_series(1, $3::integer) AS number
      WHERE number NOT IN (SELECT number FROM seat WHERE session_id = $1 AND (freed_at IS NULL
        -- What is kept for somebody is there for them.
        OR ${PERHAPS_TAKEN} AND participant_id NOT IN (SELECT participant_id FROM back)))
    )
    INSERT INTO seat (session_id, number, capacity, participant_id, conversation_id, application_instance_id, lane, taken_at)
    SELECT $1, number, $3, participant_id, $4, $5, $6, ${takenAt('found', '$6', '$7')}
    FROM (SELECT * FROM back JOIN free USING (turn)) AS found RETURNING number`,
};

interface Look {
  /** Numbers that nobody may be given. */
  taken: number[];
  held: number;
  /** Of this application in this conversation: 0, or 1 where it has twins. */
  lastLane: number | null;
  asked: (Omit<Asked, 'decidedAt' | 'leftAt'> & {
    lanesElsewhere: number[];
    decidedAt: string | null;
    leftAt: string | null;
  })[];
}

/**
 * Who holds a seat of which call: rows whose constraints allow no seat beyond the capacity and no participant two of one
 * lane, whatever runs side by side. Written only within a change of the seat's session, under its lock.
 */
@Injectable()
export class SeatStore {
  /** Each new session's first seat, for whom the call was opened. `mayMove`: they may hold one in another call. */
  seatObserved(tx: Transaction, sessionIds: readonly string[], mayMove: boolean): void {
    if (sessionIds.length === 0) return;
    if (mayMove) tx.queryLast(LEAVE_OTHERS, [sessionIds]);
    tx.queryLast(SEAT_OBSERVED, [sessionIds]);
  }

  /** Decides joinings of one call in their order and seats whom it lets in; `isOpen`: it may take anybody at all. */
  async admit(
    tx: Transaction,
    session: RecordingSession,
    asking: readonly Asking[],
    isOpen: boolean,
    at: Date,
  ): Promise<{ admissions: Admission[]; held: number }> {
    const { sessionId, conversationId, lane, participantCapacity } = session;
    const application = session.applicationInstanceId ?? '';
    const rows = asking.map(({ participantId, joiningCallId }, i) => ({
      ...{ at: i, participant_id: participantId, joining_call_id: joiningCallId ?? '' },
    }));
    const [look] = await tx.query<Look>(LOOK, [sessionId, JSON.stringify(rows), conversationId, application]);
    const { taken, held, asked, lastLane } = look ?? { taken: [], held: 0, asked: [], lastLane: null };
    const call = { taken, capacity: participantCapacity ?? 0, isOpen };
    const admissions = admit(asking, asked.map(dated), call, at);
    const fresh = admissions.filter(({ isRepeat }) => !isRepeat);
    const seated = fresh.filter(({ seat }) => seat !== null);
    const elsewhere = new Map(asked.map((each) => [each.participantId, each.lanesElsewhere]));
    const laneOf = (participantId: string) => freeLane(lane, lastLane ?? lane, elsewhere.get(participantId) ?? []);
    const moving = seated.map(({ participantId }) => participantId).filter((id) => laneOf(id) === null);
    if (moving.length > 0) await tx.query(MOVE, [sessionId, conversationId, application, lane, moving, at]);
    // Somebody with a seat who joins anew: which of their joinings is the last is told by this, should a left come late.
    const again = newJoinings(admissions, fresh, asked);
    if (fresh.length + again.length > 0) {
      const admitted = [
        ...fresh.map((each) => ({ ...admittedRow(each), lane: laneOf(each.participantId) ?? lane, again: false })),
        ...again.map((each) => ({ ...admittedRow(each), lane, again: true })),
      ];
      const values = [sessionId, JSON.stringify(admitted), participantCapacity, conversationId, application, at];
      await tx.query(ADMIT, values);
    }
    return { admissions, held: held + seated.length };
  }

  /** Who has lost their seat and is here gets one again, if there is one. Returns how many did. */
  async reseat(tx: Transaction, session: RecordingSession, back: readonly string[], at: Date): Promise<number> {
    const { sessionId, conversationId, lane, participantCapacity } = session;
    const application = session.applicationInstanceId ?? '';
    const values = [sessionId, back, participantCapacity, conversationId, application, lane, at];
    return (await tx.query(RESEAT, values)).length;
  }
}

/** Of those who have a seat: joinings that nothing is on record of yet, each once. */
function newJoinings(
  admissions: readonly Admission[],
  fresh: readonly Admission[],
  asked: readonly Look['asked'][number][],
): Admission[] {
  const keyOf = ({ participantId, joiningCallId }: Admission) => `${participantId} ${joiningCallId}`;
  const listed = new Set(fresh.map(keyOf));
  return admissions.filter((each, i) => {
    if (!each.isRepeat || each.joiningCallId === null || asked[i]?.decision || listed.has(keyOf(each))) return false;
    listed.add(keyOf(each));
    return true;
  });
}

/** The call's own lane if it can be, else the lowest in which they hold no seat; null: they hold one in each. */
function freeLane(own: number, last: number, held: readonly number[]): number | null {
  const lanes = [own, ...Array.from({ length: last + 1 }, (_, lane) => lane)];
  return lanes.find((lane) => !held.includes(lane)) ?? null;
}

function dated({ decidedAt, leftAt, ...rest }: Look['asked'][number]): Asked {
  return { ...rest, decidedAt: decidedAt ? new Date(decidedAt) : null, leftAt: leftAt ? new Date(leftAt) : null };
}

function admittedRow({ participantId, userId, joiningCallId, decision, seat }: Admission) {
  return {
    participant_id: participantId,
    user_id: userId,
    joining_call_id: joiningCallId ?? '',
    decision,
    number: seat,
  };
}
