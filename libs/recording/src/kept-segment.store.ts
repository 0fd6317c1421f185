import type { Statement, Transaction } from '@app/platform';
import { EVENTS_OF_ONE } from './session-events.js';

/** A piece of media that a host has written, with what proves it unchanged. */
export interface KeptSegment {
  from: Date;
  to: Date;
  bytes: number;
  sha256: string;
  uri: string;
  participantId?: string;
}

const ADD: Statement = {
  name: 'kept-segment.add',
  text: `
    INSERT INTO kept_segment (session_id, sha256, started_at, ended_at, bytes, uri, participant_id, reported_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT DO NOTHING RETURNING sha256`,
};

/** By its own segments, and by the host's word that it began to keep. */
const KEPT_UNTIL: Statement = {
  name: 'kept-segment.kept-until',
  text: `SELECT greatest(
      (SELECT max(ended_at) FROM kept_segment WHERE session_id = $1),
      (SELECT max(at) FROM ${EVENTS_OF_ONE} AND type = 'recording.KeepingStarted')) AS "keptUntil"`,
};

/** Until when media of a call is known to have been kept; null: none is. */
export async function keptUntil(tx: Transaction, sessionId: string): Promise<Date | null> {
  const [row] = await tx.query<{ keptUntil: Date | null }>(KEPT_UNTIL, [sessionId]);
  return row?.keptUntil ?? null;
}

/** False: it was reported before. */
export async function addKeptSegment(
  tx: Transaction,
  sessionId: string,
  { sha256, from, to, bytes, uri, participantId }: KeptSegment,
  reportedAt: Date,
): Promise<boolean> {
  const values = [sessionId, sha256, from, to, bytes, uri, participantId ?? null, reportedAt];
  return (await tx.query(ADD, values)).length > 0;
}
