import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@app/platform';

/** So long after its last call has ended nothing of a conversation is taken back any more (docs/adr/0013). */
const SETTLED_AFTER = `interval '60 seconds'`;

/** Of one application and lane a participant has one seat only: two of either may record the same person. */
const WATCH: Statement = {
  name: 'coverage-watch.watch',
  text: `
    INSERT INTO coverage_watch AS w (conversation_id, since)
    SELECT conversation_id, max(received_at) FROM recording_session WHERE conversation_id = ANY ($1)
    GROUP BY conversation_id HAVING count(DISTINCT (coalesce(application_instance_id, ''), lane)) > 1
    ORDER BY conversation_id
    ON CONFLICT (conversation_id) DO UPDATE SET since = greatest(w.since, excluded.since)`,
};

/**
 * Whatever makes somebody's coverage fall shows in this text: a permit has closed, a seat was freed, a recorder was named
 * or shown no more.
 */
const STATES: Statement = {
  name: 'coverage-watch.states',
  text: `
    SELECT conversation_id AS "conversationId", (
      SELECT string_agg(concat_ws(' ', session_id, permit_id, permit_state,
          (SELECT concat_ws(' ', count(*), max(taken_at)) FROM seat WHERE seat.session_id = s.session_id AND freed_at IS NULL),
          CASE WHEN names_recorders THEN concat_ws(' ',
            (SELECT concat_ws(' ', count(*), max(named_from)) FROM participant_recorder r
              WHERE r.session_id = s.session_id AND named_until IS NULL),
            (SELECT concat_ws(' ', count(*), max(seen_from)) FROM recorder_presence p
              WHERE p.session_id = s.session_id AND seen_until IS NULL)) END), ', ' ORDER BY session_id)
      FROM recording_session s WHERE s.conversation_id = w.conversation_id) AS state
    FROM coverage_watch w ORDER BY conversation_id`,
};

/** The time is compared as well, because a leg that is about to be stored does not show yet; it has put that forward. */
const SETTLE: Statement = {
  name: 'coverage-watch.settle',
  text: `DELETE FROM coverage_watch w WHERE since < $1::timestamptz - ${SETTLED_AFTER} AND NOT EXISTS (
    SELECT FROM recording_session s WHERE s.conversation_id = w.conversation_id
      AND coalesce(s.ended_at, 'infinity') > $1::timestamptz - ${SETTLED_AFTER})`,
};

const NOTE_ENDINGS: Statement = {
  name: 'coverage-watch.note-endings',
  text: `INSERT INTO coverage_ending (conversation_id, participant_id, ending, noted_at)
    SELECT $1, participant_id, ending, $3 FROM jsonb_to_recordset($2) AS e (participant_id text, ending text)
    ON CONFLICT DO NOTHING RETURNING participant_id AS "participantId", ending`,
};

const KNOWN_ENDINGS: Statement = {
  name: 'coverage-watch.known-endings',
  text: `SELECT participant_id AS "participantId", ending FROM coverage_ending WHERE conversation_id = $1`,
};

/** Of one participant: that a recording of them ended, by its name for good. */
export interface NotedEnding {
  participantId: string;
  ending: string;
}

/** Watches, from now on, those of these conversations that have two calls which may record the same person. */
export function watchTwice(tx: Transaction, conversationIds: readonly (string | null)[]): void {
  tx.queryLast(WATCH, [conversationIds]);
}

/** Conversations in which somebody may be recorded twice, and what was told of them. */
@Injectable()
export class CoverageWatchStore {
  constructor(private readonly database: Database) {}

  states(): Promise<{ conversationId: string; state: string | null }[]> {
    return this.database.query(STATES, []);
  }

  /** No longer those that are over. */
  async settle(now: Date): Promise<void> {
    await this.database.query(SETTLE, [now]);
  }

  knownEndings(conversationId: string): Promise<NotedEnding[]> {
    return this.database.query<NotedEnding>(KNOWN_ENDINGS, [conversationId]);
  }

  /** Returns those that nobody has noted before: whoever notes it first tells of it. */
  noteEndings(
    tx: Transaction,
    conversationId: string,
    endings: readonly NotedEnding[],
    at: Date,
  ): Promise<NotedEnding[]> {
    const rows = endings.map(({ participantId, ending }) => ({ participant_id: participantId, ending }));
    return tx.query<NotedEnding>(NOTE_ENDINGS, [conversationId, JSON.stringify(rows), at]);
  }
}
