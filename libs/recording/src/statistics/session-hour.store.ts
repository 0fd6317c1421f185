import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/platform';
import { ANSWER_MS, ON_EACH_STEP, STEP } from './answer-times.js';
import { COUNT_COLUMNS, COUNTED } from './figures.js';

/** In the place of a tenant: all of them together. No tenant has this id. */
export const EVERY_TENANT = '*';

const COLUMNS = [...COUNT_COLUMNS, 'live', 'answer_ms_max', 'answer_times', 'rolled_up_at'];
const REPLACED = COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ');

/**
 * One hour as its sessions are now, in place of what was known of it: of every tenant that had a call in it, and of all
 * together, also when there was none. Rows of sessions are not deleted while their hour may change.
 */
const ADD_UP: Statement = {
  name: 'session-hour.add-up',
  text: `
    INSERT INTO session_hour (tenant_id, hour, ${COLUMNS.join(', ')})
    SELECT coalesce(tenant_id, '${EVERY_TENANT}'), $1::timestamptz, ${COUNTED},
      count(*) FILTER (WHERE ended_at IS NULL), max(answer_ms), ${ON_EACH_STEP}, $2::timestamptz
    FROM (
      SELECT *, ${STEP} AS step FROM (
        SELECT tenant_id, response, recording_status, recording_started_at, ended_at, ${ANSWER_MS} AS answer_ms
        FROM recording_session
        WHERE received_at >= $1::timestamptz AND received_at < $1::timestamptz + interval '1 hour') timed) s
    GROUP BY GROUPING SETS ((tenant_id), ())
    ON CONFLICT (tenant_id, hour) DO UPDATE SET ${REPLACED}`,
  // Nobody waits for it.
  mayTakeMs: 9_000,
};

const REACH: Statement = {
  name: 'session-hour.reach',
  text: `SELECT min(hour) AS first, max(hour) AS last FROM session_hour WHERE tenant_id = '${EVERY_TENANT}'`,
};

const UNSETTLED: Statement = {
  name: 'session-hour.unsettled',
  text: `SELECT hour FROM (
      SELECT date_bin('1 hour', received_at, timestamptz 'epoch') AS hour FROM recording_session WHERE ended_at IS NULL
      UNION
      SELECT hour FROM session_hour WHERE tenant_id = '${EVERY_TENANT}' AND live > 0) unsettled
    WHERE hour >= $1 AND hour < $2 ORDER BY hour DESC`,
};

const OLDEST: Statement = {
  name: 'session-hour.oldest',
  text: `SELECT date_bin('1 hour', min(received_at), timestamptz 'epoch') AS hour FROM recording_session`,
};

/** An hour that has only begun is known up to when it was added up, and one that is over up to its end. */
const FRESHNESS: Statement = {
  name: 'session-hour.freshness',
  text: `SELECT
      (SELECT least(rolled_up_at, hour + interval '1 hour') FROM session_hour
        WHERE tenant_id = '${EVERY_TENANT}' ORDER BY hour DESC LIMIT 1) AS "asOf",
      (SELECT min(hour) FROM session_hour WHERE tenant_id = '${EVERY_TENANT}') AS first,
      (SELECT min(received_at) FROM recording_session) AS "firstCall"`,
};

export interface Freshness {
  /** Up to when; null: nothing was added up yet. */
  asOf: Date | null;
  /** The first hour there is. */
  first: Date | null;
  /** When the first call came in of which there is a session. */
  firstCall: Date | null;
}

/**
 * What became of the calls of each hour, added up. The hours that there are follow one another without a gap. What they
 * say stays when their sessions are deleted.
 */
@Injectable()
export class SessionHourStore {
  constructor(private readonly database: Database) {}

  /** The hour that begins then, as it is at `at`; what was known of it is replaced. */
  async addUp(hour: Date, at: Date): Promise<void> {
    await this.database.query(ADD_UP, [hour, at]);
  }

  /** The first and the last hour there is. */
  async reach(): Promise<{ first: Date; last: Date } | null> {
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(REACH);
    const { first, last } = row ?? { first: null, last: null };
    return first && last && { first, last };
  }

  /** Hours, the latest first, with a call that is not over, or was not when they were added up. */
  async unsettled(from: Date, before: Date): Promise<Date[]> {
    const rows = await this.database.query<{ hour: Date }>(UNSETTLED, [from, before]);
    return rows.map(({ hour }) => hour);
  }

  /** The hour of the first call of which there is a session. */
  async oldest(): Promise<Date | null> {
    const [row] = await this.database.query<{ hour: Date | null }>(OLDEST);
    return row?.hour ?? null;
  }

  async freshness(): Promise<Freshness> {
    const [row] = await this.database.query<Freshness>(FRESHNESS);
    return row ?? { asOf: null, first: null, firstCall: null };
  }
}
