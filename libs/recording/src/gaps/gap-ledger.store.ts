import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@app/platform';
import { groupBy } from '../coverage/group-by.js';
import type { CoveredPerson, CoveringLeg } from '../coverage/conversation-facts.store.js';
import { stretch } from '../coverage/stretches.js';
import { eventsOf } from '../session-events.js';
import type { Gap, OwingLeg } from './gaps.js';
import { OBLIGATION_EVENTS, obligationOf, type ObligationEvent } from './obligation.js';
import { shownMedia } from './shown-media.js';

/** In one order on every replica. By Postgres' clock: what was heard may have happened long ago. */
const UNSETTLE: Statement = {
  name: 'gap-ledger.unsettle',
  text: `INSERT INTO unsettled_conversation (conversation_id, since)
    SELECT DISTINCT unnest($1::uuid[]) AS id, clock_timestamp() ORDER BY id
    ON CONFLICT (conversation_id) DO UPDATE SET since = clock_timestamp()`,
};

/** Of one with a call that is up its end will be heard. */
const DUE: Statement = {
  name: 'gap-ledger.due',
  text: `SELECT conversation_id AS "conversationId", since::text AS since, NOT EXISTS (
      SELECT FROM recording_session s WHERE s.conversation_id = u.conversation_id AND ended_at IS NULL) AS "isOver"
    FROM unsettled_conversation u WHERE since < $1 ORDER BY since LIMIT $2`,
};

/** Only those of which nothing was heard since they were read, by whoever takes them first: what others worked out is stale. */
const TAKE: Statement = {
  name: 'gap-ledger.take',
  text: `DELETE FROM unsettled_conversation u USING jsonb_to_recordset($1) AS due ("conversationId" uuid, since timestamptz)
    WHERE u.conversation_id = due."conversationId" AND u.since = due.since
    RETURNING u.conversation_id AS "conversationId"`,
};

/** Calls that ended while a replica of an earlier release, which tells nobody, may still have run. */
const UNSETTLE_RECENT: Statement = {
  name: 'gap-ledger.unsettle-recent',
  text: `INSERT INTO unsettled_conversation (conversation_id, since)
    SELECT DISTINCT conversation_id, clock_timestamp() FROM recording_session
    WHERE received_at > $1::timestamptz - interval '1 day' AND ended_at > $1::timestamptz - interval '15 minutes'
      AND conversation_id IS NOT NULL
    ORDER BY conversation_id ON CONFLICT DO NOTHING`,
};

/** A host that lost media is no witness of when a call was over: people may have gone on without it. */
const EVENTS: Statement = {
  name: 'gap-ledger.events',
  text: `SELECT session_id AS "sessionId", type, at,
      CASE type WHEN 'recording.MediaLost' THEN (data->>'since')::timestamptz WHEN 'recording.CallEnded' THEN (
        SELECT min((w->>'at')::timestamptz) FROM jsonb_array_elements(data->'reason'->'witnesses') AS w
        WHERE w->>'witness' <> 'mediaGone') END AS since,
      CASE type WHEN 'recording.CallDecided' THEN data->>'action' WHEN 'recording.HangUpOrdered' THEN data->>'reason'
        WHEN 'recording.CallStateChanged' THEN data->>'permitId' WHEN 'recording.CallEnded' THEN
          CASE data->'reason'->>'by' WHEN 'vanished' THEN 'vanished' ELSE data->'reason'->>'code' END END AS detail
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

export interface DueConversation {
  conversationId: string;
  /** When something was heard of it last, to the microsecond: it tells one reading from the next. */
  since: string;
  isOver: boolean;
}

/** Something was heard of calls that have ended: what they owed is settled anew, once all is quiet. */
export function unsettle(tx: Transaction, conversationIds: readonly string[]): void {
  tx.queryLast(UNSETTLE, [conversationIds]);
}

/** The ledger of what policy wanted recorded and nobody kept. */
@Injectable()
export class GapLedger {
  constructor(private readonly database: Database) {}

  due(quietSince: Date, most: number): Promise<DueConversation[]> {
    return this.database.query(DUE, [quietSince, most]);
  }

  async unsettleRecent(at: Date): Promise<void> {
    await this.database.query(UNSETTLE_RECENT, [at]);
  }

  async owing(legs: readonly CoveringLeg[]): Promise<OwingLeg[]> {
    const ids = legs.map(({ sessionId }) => sessionId);
    const sessionOf = ({ sessionId }: { sessionId: string }) => sessionId;
    const events = groupBy(
      await this.database.query<ObligationEvent & { sessionId: string }>(EVENTS, [ids, OBLIGATION_EVENTS]),
      sessionOf,
    );
    const segments = groupBy(await this.database.query<SegmentRow>(SEGMENTS, [ids]), sessionOf);
    return legs.map((leg) => {
      const obligation = obligationOf(events.get(leg.sessionId) ?? []);
      const shown = (segments.get(leg.sessionId) ?? []).map(({ from, to }) => stretch(from, to));
      return { ...leg, obligation, shown: shownMedia({ ...leg, obligation }, shown) };
    });
  }

  /**
   * What nobody kept of those that are over is this from now on, unless more was heard, or somebody else was first. `told`
   * hears of what is new once it is stored.
   */
  async settle(
    due: readonly DueConversation[],
    gaps: readonly (Gap & { person: CoveredPerson })[],
    at: Date,
    told: (found: FoundGap[]) => void,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await tx.query<{ conversationId: string }>(TAKE, [JSON.stringify(due)]);
      const taken = new Set(rows.map(({ conversationId }) => conversationId));
      const over = due.flatMap(({ conversationId, isOver }) =>
        isOver && taken.has(conversationId) ? [conversationId] : [],
      );
      const found = gaps.filter(({ person }) => taken.has(person.conversationId)).map(rowOf);
      if (over.length > 0) tx.queryLast<FoundGap>(SETTLE, [over, JSON.stringify(found), at], told);
    });
  }
}

function rowOf({ person, sessionId, from, to, cause }: Gap & { person: CoveredPerson }) {
  const { conversationId, participantId, userId } = person;
  return {
    ...{ conversation_id: conversationId, session_id: sessionId, participant_id: participantId, user_id: userId },
    ...{ started_at: new Date(from), ended_at: new Date(to), cause },
  };
}

type SegmentRow = { sessionId: string; from: Date; to: Date };
