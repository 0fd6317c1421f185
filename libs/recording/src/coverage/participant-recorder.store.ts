import { Injectable } from '@nestjs/common';
import type { RecorderRef, RosterEntry } from '@app/graph-comms';
import type { Statement, Transaction } from '@app/platform';
import { presenceNews, type Shown } from './recorder-presence.js';

/** The recorders that Teams names beside ours for one participant (protocol §10.1). */
export interface NamedRecorders {
  sessionId: string;
  participantId: string;
  paired: readonly RecorderRef[];
  other: readonly RecorderRef[];
  at: Date;
}

/**
 * What Teams names replaces what it named before: the rest is no longer there for this participant. Whoever has a paired
 * recorder may be recorded twice, so that their conversation is watched.
 */
const NAME: Statement = {
  name: 'participant-recorder.name',
  text: `
    WITH told AS (
      SELECT * FROM jsonb_to_recordset($1) AS t (session_id uuid, participant_id text, at timestamptz, recorders jsonb)
    ), named AS (
      SELECT DISTINCT session_id, participant_id, at, relation, recorder_participant_id, recorder_id
      FROM told, jsonb_to_recordset(recorders) AS r (relation text, recorder_participant_id text, recorder_id text)
    ), dropped AS (
      UPDATE participant_recorder p SET named_until = greatest(named_from, told.at) FROM told
      WHERE p.session_id = told.session_id AND p.observed_participant_id = told.participant_id AND named_until IS NULL
        AND NOT EXISTS (SELECT FROM named n WHERE n.session_id = p.session_id
          AND n.participant_id = p.observed_participant_id AND n.relation = p.relation
          AND n.recorder_participant_id = p.recorder_participant_id)
    ), watched AS (
      INSERT INTO coverage_watch AS w (conversation_id, since)
      SELECT conversation_id, max(at) FROM named JOIN recording_session USING (session_id)
      WHERE relation = 'paired' AND conversation_id IS NOT NULL GROUP BY conversation_id ORDER BY conversation_id
      ON CONFLICT (conversation_id) DO UPDATE SET since = greatest(w.since, excluded.since)
    )
    INSERT INTO participant_recorder
      (session_id, observed_participant_id, relation, recorder_participant_id, recorder_id, named_from)
    SELECT session_id, participant_id, relation, recorder_participant_id, recorder_id, at FROM named
    ON CONFLICT (session_id, observed_participant_id, relation, recorder_participant_id) WHERE named_until IS NULL
    DO NOTHING`,
};

const SHOWN: Statement = {
  name: 'recorder-presence.shown',
  text: `
    SELECT n.id AS "recorderId", p.seen_from IS NOT NULL AS shown, p.recording_status AS status
    FROM (SELECT DISTINCT recorder_participant_id AS id FROM participant_recorder WHERE session_id = $1) n
    LEFT JOIN recorder_presence p
      ON p.session_id = $1 AND p.recorder_participant_id = n.id AND p.seen_until IS NULL`,
};

const NOTE_NEWS: Statement = {
  name: 'recorder-presence.note',
  text: `
    WITH gone AS (
      UPDATE recorder_presence SET seen_until = greatest(seen_from, $4)
      WHERE session_id = $1 AND recorder_participant_id = ANY ($2) AND seen_until IS NULL RETURNING 1
    )
    INSERT INTO recorder_presence (session_id, recorder_participant_id, recording_status, seen_from)
    SELECT $1, id, status, $4 FROM jsonb_to_recordset($3) AS n (id text, status text)
    -- Reads what is ended first, so that a recorder whose status changed is not shown twice.
    WHERE (SELECT count(*) FROM gone) >= 0`,
};

/**
 * Which recorders besides ours Teams names for whom, and whether rosters show them: what double recording rests on.
 * Written only within a change of its session, under its lock.
 */
@Injectable()
export class ParticipantRecorders {
  /** Each entry says everything of its participant: an empty one that no other recorder is there for them. */
  name(tx: Transaction, named: readonly NamedRecorders[]): void {
    if (named.length === 0) return;
    const rows = named.map(({ sessionId, participantId, paired, other, at }) => ({
      ...{ session_id: sessionId, participant_id: participantId, at },
      recorders: [...rowsOf('paired', paired), ...rowsOf('other', other)],
    }));
    tx.queryLast(NAME, [JSON.stringify(rows)]);
  }

  /** A roster shows or misses the recorders that were named. */
  async see(
    tx: Transaction,
    sessionId: string,
    roster: { delta: boolean; participants: readonly RosterEntry[] },
    at: Date,
  ): Promise<void> {
    const { gone, come } = presenceNews(await tx.query<Shown>(SHOWN, [sessionId]), roster);
    if (gone.length + come.length > 0) await tx.query(NOTE_NEWS, [sessionId, gone, JSON.stringify(come), at]);
  }
}

/** A recorder that Teams names without a participant id is known by its own. */
function rowsOf(relation: 'paired' | 'other', recorders: readonly RecorderRef[]) {
  return recorders.flatMap(({ id, participantId }) => {
    const known = participantId ?? id;
    return known === null ? [] : [{ relation, recorder_participant_id: known, recorder_id: id }];
  });
}
