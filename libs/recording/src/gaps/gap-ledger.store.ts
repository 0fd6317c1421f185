import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@app/platform';
import { groupBy } from '../coverage/group-by.js';
import type { CoveredPerson, CoveringLeg } from '../coverage/conversation-facts.store.js';
import { stretch } from '../coverage/stretches.js';
import { eventsOf } from '../session-events.js';
import type { Gap, OwingLeg } from './gaps.js';
import { OBLIGATION_EVENTS, obligationOf, type ObligationEvent } from './obligation.js';

/** In one order on every replica. What was heard last counts. */
const UNSETTLE: Statement = {
  name: 'gap-ledger.unsettle',
  text: `INSERT INTO unsettled_conversation AS u (conversation_id, since)
    SELECT conversation_id, max(since) FROM jsonb_to_recordset($1) AS heard (conversation_id uuid, since timestamptz)
    GROUP BY conversation_id ORDER BY conversation_id
    ON CONFLICT (conversation_id) DO UPDATE SET since = greatest(u.since, excluded.since)`,
};

/**
 * Taken for good, unless the transaction fails: whatever is heard meanwhile waits for it and puts them back. Of one with a
 * call that is up its end will be heard.
 */
const TAKE_DUE: Statement = {
  name: 'gap-ledger.take-due',
  text: `
    WITH due AS (
      SELECT conversation_id FROM unsettled_conversation WHERE since < $1 ORDER BY since LIMIT $2 FOR UPDATE SKIP LOCKED
    )
    DELETE FROM unsettled_conversation u USING due WHERE u.conversation_id = due.conversation_id
    RETURNING u.conversation_id AS "conversationId", NOT EXISTS (
      SELECT FROM recording_session s WHERE s.conversation_id = u.conversation_id AND ended_at IS NULL) AS "isOver"`,
};

const EVENTS: Statement = {
  name: 'gap-ledger.events',
  text: `SELECT session_id AS "sessionId", type, at, CASE type WHEN 'recording.MediaLost' THEN (data->>'since')::timestamptz END AS since,
      coalesce(data->>'action', data->>'reason') AS detail
    FROM ${eventsOf('$1')} AND type = ANY ($2) ORDER BY id`,
};

const SEGMENTS: Statement = {
  name: 'gap-ledger.segments',
  text: `SELECT session_id AS "sessionId", started_at AS "from", ended_at AS "to" FROM kept_segment
    WHERE session_id = ANY ($1)`,
};

const GAP = `conversation_id uuid, session_id uuid, participant_id text, user_id text, started_at timestamptz,
  ended_at timestamptz, cause text`;

/** What is no longer found, because more was heard since, was no gap: it is withdrawn, and stays on record. */
const SETTLE: Statement = {
  name: 'gap-ledger.settle',
  text: `
    WITH found AS (
      SELECT * FROM jsonb_to_recordset($2) AS f (${GAP})
    ), withdrawn AS (
      UPDATE coverage_gap g SET withdrawn_at = $3 WHERE conversation_id = ANY ($1) AND withdrawn_at IS NULL AND NOT EXISTS (
        SELECT FROM found f WHERE (f.conversation_id, f.participant_id, f.started_at, f.ended_at, f.cause)
          = (g.conversation_id, g.participant_id, g.started_at, g.ended_at, g.cause))
    )
    INSERT INTO coverage_gap (gap_id, tenant_id, conversation_id, session_id, participant_id, user_id, started_at, ended_at,
      cause, found_at)
    SELECT gen_random_uuid(), tenant_id, conversation_id, session_id, participant_id, user_id, started_at, ended_at, cause, $3
    FROM found JOIN conversation USING (conversation_id)
    ON CONFLICT DO NOTHING RETURNING gap_id AS "gapId", conversation_id AS "conversationId", cause`,
};

/** A gap that nobody had found before. */
export interface FoundGap {
  gapId: string;
  conversationId: string;
  cause: Gap['cause'];
}

/** Something was heard of calls that have ended: what they owed is settled anew, once all is quiet. */
export function unsettle(tx: Transaction, heard: readonly { conversationId: string; since: Date }[]): void {
  const rows = heard.map(({ conversationId, since }) => ({ conversation_id: conversationId, since }));
  tx.queryLast(UNSETTLE, [JSON.stringify(rows)]);
}

/** The ledger of what policy wanted recorded and nobody kept. */
@Injectable()
export class GapLedger {
  takeDue(tx: Transaction, quietSince: Date, most: number): Promise<{ conversationId: string; isOver: boolean }[]> {
    return tx.query(TAKE_DUE, [quietSince, most]);
  }

  async owing(tx: Transaction, legs: readonly CoveringLeg[]): Promise<OwingLeg[]> {
    const ids = legs.map(({ sessionId }) => sessionId);
    const sessionOf = ({ sessionId }: { sessionId: string }) => sessionId;
    const events = groupBy(
      await tx.query<ObligationEvent & { sessionId: string }>(EVENTS, [ids, OBLIGATION_EVENTS]),
      sessionOf,
    );
    const segments = groupBy(await tx.query<{ sessionId: string; from: Date; to: Date }>(SEGMENTS, [ids]), sessionOf);
    return legs.map((leg) => ({
      ...leg,
      obligation: obligationOf(events.get(leg.sessionId) ?? []),
      segments: (segments.get(leg.sessionId) ?? []).map(({ from, to }) => stretch(from, to)),
    }));
  }

  /** Their gaps are these from now on. `told` hears of those that are new once they are stored. */
  settle(
    tx: Transaction,
    conversationIds: readonly string[],
    gaps: readonly (Gap & { person: CoveredPerson })[],
    at: Date,
    told: (found: FoundGap[]) => void,
  ): void {
    const rows = gaps.map(({ person: { conversationId, participantId, userId }, sessionId, from, to, cause }) => ({
      ...{ conversation_id: conversationId, session_id: sessionId, participant_id: participantId, user_id: userId },
      ...{ started_at: new Date(from), ended_at: new Date(to), cause },
    }));
    tx.queryLast<FoundGap>(SETTLE, [conversationIds, JSON.stringify(rows), at], told);
  }
}
