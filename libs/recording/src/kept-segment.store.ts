import type { Statement, Transaction } from '@app/platform';

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
