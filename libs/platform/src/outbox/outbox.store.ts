import { type Database, type Statement, type Transaction } from '../database/database.js';
import type { DurableCommand } from './durable-command.js';

/** A stored command that this replica holds the lease of. `attempts` tells this claim from every other one. */
export interface Claim {
  id: string;
  kind: string;
  data: object;
  attempts: number;
}

/** Long enough for a busy replica to renew it three times, short enough to rescue an answer inside its five seconds. */
const LEASE = '1 second';

const ADD: Statement = {
  name: 'outbox.add',
  text: `
    INSERT INTO durable_command (kind, ordering_key, dedupe_key, data, run_at)
    SELECT kind, ordering_key, dedupe_key, data, coalesce(run_at, clock_timestamp())
    FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[])
      WITH ORDINALITY AS c (kind, ordering_key, dedupe_key, data, run_at, place)
    ORDER BY place
    ON CONFLICT (dedupe_key) WHERE buried_at IS NULL DO NOTHING`,
};

/**
 * `run_at` doubles as the lease: a claim moves it ahead, and a dead replica's claim simply falls due again. The head of a
 * key is looked up rather than joined: a plan that joins reads the whole table, and this runs after every commit.
 */
const CLAIM: Statement = {
  name: 'outbox.claim',
  text: `
    UPDATE durable_command c
    SET claimed_by = $1, attempts = attempts + 1, run_at = clock_timestamp() + interval '${LEASE}'
    FROM (
      SELECT id FROM durable_command d
      WHERE buried_at IS NULL AND run_at <= clock_timestamp() AND kind = ANY ($2)
        AND d.id = (
          SELECT p.id FROM durable_command p
          WHERE p.buried_at IS NULL AND p.ordering_key = d.ordering_key
          ORDER BY p.id LIMIT 1)
      ORDER BY run_at
      LIMIT $3
      FOR UPDATE SKIP LOCKED
    ) due
    WHERE c.id = due.id
    RETURNING c.id, c.kind, c.data, c.attempts`,
};

const MINE = `FROM unnest($1::bigint[], $2::integer[]) AS mine (id, attempts)
  WHERE c.id = mine.id AND c.attempts = mine.attempts AND c.buried_at IS NULL`;

const RENEW: Statement = {
  name: 'outbox.renew',
  text: `UPDATE durable_command c SET run_at = clock_timestamp() + interval '${LEASE}' ${MINE}`,
};

const FINISH: Statement = {
  name: 'outbox.finish',
  text: `DELETE FROM durable_command c USING unnest($1::bigint[], $2::integer[]) AS mine (id, attempts)
    WHERE c.id = mine.id AND c.attempts = mine.attempts`,
};

const POSTPONE: Statement = {
  name: 'outbox.postpone',
  text: `UPDATE durable_command SET run_at = clock_timestamp() + $3 * interval '1 millisecond', last_error = $4, claimed_by = NULL
    WHERE id = $1 AND attempts = $2`,
};

const BURY: Statement = {
  name: 'outbox.bury',
  text: `UPDATE durable_command SET buried_at = clock_timestamp(), last_error = $3 WHERE id = $1 AND attempts = $2`,
};

const RELEASE: Statement = {
  name: 'outbox.release',
  text: `UPDATE durable_command c SET run_at = clock_timestamp(), claimed_by = NULL ${MINE}`,
};

const LAG: Statement = {
  name: 'outbox.lag',
  text: `SELECT count(*)::integer AS waiting,
      coalesce(extract(epoch FROM clock_timestamp() - min(run_at)), 0)::float8 AS lag_seconds
    FROM durable_command d
    WHERE buried_at IS NULL AND run_at <= clock_timestamp()
      AND NOT EXISTS (
        SELECT FROM durable_command p
        WHERE p.buried_at IS NULL AND p.ordering_key = d.ordering_key AND p.id < d.id)`,
};

/** The table of durable commands. Rows are added within the transaction of the fact they follow from. */
export class Outbox {
  constructor(private readonly database: Database) {}

  async add(tx: Transaction, commands: readonly DurableCommand[]): Promise<void> {
    if (commands.length === 0) return;
    await tx.query(ADD, [
      commands.map(({ kind }) => kind),
      commands.map(({ orderingKey }) => orderingKey),
      commands.map(({ dedupeKey }) => dedupeKey ?? null),
      commands.map(({ data }) => JSON.stringify(data)),
      commands.map(({ runAt }) => runAt ?? null),
    ]);
  }

  claim(worker: string, kinds: readonly string[], limit: number): Promise<Claim[]> {
    return this.database.query<Claim>(CLAIM, [worker, kinds, limit]);
  }

  async renew(claims: readonly Claim[]): Promise<void> {
    await this.database.query(RENEW, idsOf(claims));
  }

  async finish(claims: readonly Claim[]): Promise<void> {
    await this.database.query(FINISH, idsOf(claims));
  }

  async postpone({ id, attempts }: Claim, delayMs: number, error: string): Promise<void> {
    await this.database.query(POSTPONE, [id, attempts, delayMs, error]);
  }

  /** Sets a command aside for a person to look at; those behind it go on. */
  async bury({ id, attempts }: Claim, error: string): Promise<void> {
    await this.database.query(BURY, [id, attempts, error]);
  }

  /** Gives unfinished claims back, so that another replica need not wait for the lease to end. */
  async release(claims: readonly Claim[]): Promise<void> {
    await this.database.query(RELEASE, idsOf(claims));
  }

  /** How many commands could run and do not, and for how long the oldest of them could; not those behind one of their own key. */
  async lag(): Promise<{ waiting: number; lagSeconds: number }> {
    const [row] = await this.database.query<{ waiting: number; lag_seconds: number }>(LAG);
    return { waiting: row?.waiting ?? 0, lagSeconds: row?.lag_seconds ?? 0 };
  }
}

function idsOf(claims: readonly Claim[]): [string[], number[]] {
  return [claims.map(({ id }) => id), claims.map(({ attempts }) => attempts)];
}
