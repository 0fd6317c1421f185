import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/platform';

/** An event that was stored, in the order in which ids were given. */
export interface LatestEvent {
  id: string;
  sessionId: string;
  callId: string;
  tenantId: string;
  type: string;
  at: Date;
}

/** Older weeks are looked at only for somebody who was away: what is stored now happened lately. */
const LATEST: Statement = {
  name: 'live.latest-events',
  text: `SELECT e.id::text, session_id AS "sessionId", call_id AS "callId", tenant_id AS "tenantId", type, at
    FROM session_event e JOIN recording_session USING (session_id)
    WHERE e.id > $1::bigint AND at > $3::timestamptz ORDER BY e.id LIMIT $2`,
};

/** Clocks differ by less, and so does what is told late. */
const LATE_MS = 2 * 24 * 3_600_000;

const LAST_ID: Statement = {
  name: 'live.last-id',
  text: `SELECT coalesce(pg_sequence_last_value('session_event_id_seq'::regclass), 0)::text AS id`,
};

/** What was stored last, of every session, by whichever recorder. */
@Injectable()
export class LatestEvents {
  constructor(private readonly database: Database) {}

  after(id: string, most: number, which: 'ofLate' | 'ofAnyTime' = 'ofLate'): Promise<LatestEvent[]> {
    const since = which === 'ofLate' ? new Date(Date.now() - LATE_MS).toISOString() : '-infinity';
    return this.database.forPeople(null).query<LatestEvent>(LATEST, [id, most, since]);
  }

  /** Of an event that is stored, or is about to be. */
  async lastId(): Promise<string> {
    const [row] = await this.database.forPeople(null).query<{ id: string }>(LAST_ID);
    return row?.id ?? '0';
  }
}
