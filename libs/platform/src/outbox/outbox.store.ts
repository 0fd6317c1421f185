import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import type { Statement } from '../database/statement.js';
import type { Transaction } from '../database/transaction.js';
import { activeTrace } from '../tracing/spans.js';
import type { DurableCommand } from './durable-command.js';

/** A stored command that this replica holds the lease of. `attempts` tells this claim from every other one. */
export interface Claim {
  id: string;
  kind: string;
  orderingKey: string;
  data: object;
  attempts: number;
  /** What it follows from; null while traces are off, and when it was to wait: then it is a story of its own. */
  traceparent: string | null;
  /** When its lease ends, counted by this process' own clock from before it was given: at the latest then. */
  heldUntil: number;
}
type ClaimRow = Omit<Claim, 'heldUntil'>;

/** Who runs commands in this process: told at once of what was stored here, so that it need not look. */
export interface CommandRunner {
  hasRoom(kind: string): boolean;
  run(claims: readonly Claim[]): void;
  /** Commands of these keys are due, and were not claimed when they were stored. */
  noteDue(orderingKeys: readonly string[]): void;
}

/** Long enough for a busy replica to renew it three times, short enough to rescue an answer inside its five seconds. */
const LEASE_MS = 800;
/** By the clock and not by the transaction: one that took long to store would have spent it before anybody sees it. */
const LEASED = `clock_timestamp() + interval '${LEASE_MS} milliseconds'`;

/** A command that is to run later than this is a trace of its own: one of a call's whole life would be of no use. */
const SAME_TRACE_MS = 10_000;

const CLAIMED = `c.id, c.kind, c.ordering_key AS "orderingKey", c.data, c.attempts, c.traceparent`;

/**
 * What is due at once and heads its key is stored as claimed by whoever stores it, if there is room to run it: no look
 * for it is needed. Two commands of one key are never stored at one time, as both would find themselves at its head:
 * whoever stores a command holds the lock of what its key names.
 */
const ADD: Statement = {
  name: 'outbox.add',
  text: `
    INSERT INTO durable_command AS c (kind, ordering_key, dedupe_key, data, traceparent, run_at, attempts, claimed_by)
    SELECT kind, ordering_key, dedupe_key, data, traceparent,
      CASE WHEN starts THEN ${LEASED} ELSE coalesce(run_at, now()) END, starts::integer, CASE WHEN starts THEN $1 END
    FROM (
      SELECT n.*, n.wanted AND 1 = row_number() OVER (PARTITION BY ordering_key ORDER BY place)
        AND NOT EXISTS (
          SELECT FROM durable_command p WHERE p.buried_at IS NULL AND p.ordering_key = n.ordering_key) AS starts
      FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[], $7::boolean[],
        $8::text[]) WITH ORDINALITY AS n (kind, ordering_key, dedupe_key, data, run_at, wanted, traceparent, place)
    ) n
    ORDER BY place
    ON CONFLICT (dedupe_key) WHERE buried_at IS NULL DO NOTHING
    RETURNING ${CLAIMED}`,
};

/**
 * What was done leaves its entries in the index until they are vacuumed, by the hundred thousand after a busy minute or
 * while an old transaction is open. They lie where run_at has passed, so the usual look goes no further back than this.
 */
const RECENTLY_MS = 10_000;

/**
 * `run_at` doubles as the lease: a claim moves it ahead, and a dead replica's claim simply falls due again. The head of a
 * key is looked up rather than joined: a plan that joins reads the whole table.
 */
const CLAIM: Statement = {
  name: 'outbox.claim',
  text: `
    UPDATE durable_command c
    SET claimed_by = $1, attempts = attempts + 1, run_at = ${LEASED}
    FROM (
      SELECT id FROM durable_command d
      WHERE buried_at IS NULL AND run_at <= now() AND run_at > coalesce(now() - $5::float8 * interval '1 millisecond', '-infinity')
        AND kind = ANY ($2) AND (claimed_by IS NULL OR $4)
        AND d.id = (
          SELECT p.id FROM durable_command p
          WHERE p.buried_at IS NULL AND p.ordering_key = d.ordering_key
          ORDER BY p.id LIMIT 1)
      ORDER BY run_at
      LIMIT $3
      FOR UPDATE SKIP LOCKED
    ) due
    WHERE c.id = due.id
    RETURNING ${CLAIMED}`,
};

/**
 * The claims that a statement is about, as far as they still hold. Locked in the order of their ids: a replica renews its
 * leases while it finishes some of them, and each would else wait for a row that the other has.
 */
const these = (columns = '$1::bigint[], $2::integer[]', more = '') => `
    these AS MATERIALIZED (
      SELECT c.id${more} FROM durable_command c JOIN unnest(${columns}) AS claim (id, attempts${more}) USING (id, attempts)
      WHERE c.buried_at IS NULL ORDER BY c.id FOR UPDATE OF c
    )`;

const RENEW: Statement = {
  name: 'outbox.renew',
  text: `WITH ${these()}
    UPDATE durable_command c SET run_at = ${LEASED} FROM these WHERE c.id = these.id RETURNING c.id`,
};

const WAITING: Statement = {
  name: 'outbox.waiting',
  text: `SELECT DISTINCT ordering_key AS "orderingKey" FROM durable_command
    WHERE buried_at IS NULL AND ordering_key = ANY ($1)`,
};

/** Whoever finishes a command claims the one behind it. */
const FINISH: Statement = {
  name: 'outbox.finish',
  text: `
    WITH ${these()}, done AS (
      DELETE FROM durable_command c USING these WHERE c.id = these.id RETURNING c.ordering_key
    ), next AS (
      SELECT head.id FROM (SELECT DISTINCT ordering_key FROM done) done CROSS JOIN LATERAL (
        SELECT p.id, p.run_at FROM durable_command p
        WHERE p.buried_at IS NULL AND p.ordering_key = done.ordering_key AND p.id <> ALL ($1)
        ORDER BY p.id LIMIT 1) head
      WHERE head.run_at <= now()
    )
    UPDATE durable_command c SET claimed_by = $3, attempts = attempts + 1, run_at = ${LEASED}
    FROM next WHERE c.id = next.id AND c.run_at <= now()
    RETURNING ${CLAIMED}`,
};

const POSTPONE: Statement = {
  name: 'outbox.postpone',
  text: `WITH ${these('$1::bigint[], $2::integer[], $3::float8[], $4::text[]', ', delay_ms, error')}
    UPDATE durable_command c
    SET run_at = now() + these.delay_ms * interval '1 millisecond', last_error = these.error, claimed_by = NULL
    FROM these WHERE c.id = these.id`,
};

const BURY: Statement = {
  name: 'outbox.bury',
  text: `WITH ${these('$1::bigint[], $2::integer[], $3::text[]', ', error')}
    UPDATE durable_command c SET buried_at = now(), last_error = these.error FROM these WHERE c.id = these.id`,
};

const RELEASE: Statement = {
  name: 'outbox.release',
  text: `WITH ${these()}
    UPDATE durable_command c SET run_at = now(), claimed_by = NULL FROM these WHERE c.id = these.id`,
};

/** Rows of a short-lived table: counting all of them costs less than the indexes that could spare it. */
const DEPTH: Statement = {
  name: 'outbox.depth',
  text: `SELECT CASE WHEN buried_at IS NOT NULL THEN 'setAside' WHEN run_at > now() AND claimed_by IS NULL THEN 'later'
      WHEN claimed_by IS NULL THEN 'due' ELSE 'running' END AS state, count(*)::integer AS count
    FROM durable_command GROUP BY 1`,
};

const LAG: Statement = {
  name: 'outbox.lag',
  text: `SELECT count(*)::integer AS waiting, coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8 AS lag_seconds
    FROM durable_command d
    WHERE buried_at IS NULL AND run_at <= now()
      AND NOT EXISTS (
        SELECT FROM durable_command p
        WHERE p.buried_at IS NULL AND p.ordering_key = d.ordering_key AND p.id < d.id)`,
};

/** The table of durable commands. Rows are added within the transaction of the fact they follow from. */
export class Outbox {
  /** This process, among those that share the table. */
  private readonly worker = randomUUID();
  private runner: CommandRunner | null = null;

  constructor(private readonly database: Database) {}

  attach(runner: CommandRunner): void {
    this.runner = runner;
  }

  /** Stores commands; they are run once `tx` is committed, and never when it is not. */
  add(tx: Transaction, commands: readonly DurableCommand[]): void {
    if (commands.length === 0) return;
    const { runner } = this;
    const isDue = (command: DurableCommand) => !command.runAt || command.runAt.getTime() <= Date.now();
    const active = activeTrace();
    const isNear = ({ runAt }: DurableCommand) => !runAt || runAt.getTime() <= Date.now() + SAME_TRACE_MS;
    const asked = performance.now();
    const values = [
      this.worker,
      commands.map(({ kind }) => kind),
      commands.map(({ orderingKey }) => orderingKey),
      commands.map(({ dedupeKey }) => dedupeKey ?? null),
      commands.map(({ data }) => JSON.stringify(data)),
      commands.map(({ runAt }) => runAt ?? null),
      commands.map((command) => isDue(command) && runner !== null && runner.hasRoom(command.kind)),
      commands.map((command) => (isNear(command) ? (command.traceparent ?? active) : null)),
    ];
    tx.queryLast<ClaimRow>(ADD, values, (added) => {
      if (!runner) return;
      const claims = heldSince(
        asked,
        added.filter(({ attempts }) => attempts > 0),
      );
      const started = new Set(claims.map(({ orderingKey }) => orderingKey));
      const waiting = commands.filter((command) => isDue(command) && !started.has(command.orderingKey));
      runner.run(claims);
      runner.noteDue(waiting.map(({ orderingKey }) => orderingKey));
    });
  }

  /**
   * What is due. `takeOver`: also what somebody has claimed and not renewed; or that somebody is given time to do so.
   * `recent`: only what fell due a short while ago, which costs less than to look for all that was left behind.
   */
  async claim(
    kinds: readonly string[],
    limit: number,
    { takeOver = true, recent = false }: { takeOver?: boolean; recent?: boolean } = {},
  ): Promise<Claim[]> {
    const asked = performance.now();
    const values = [this.worker, kinds, limit, takeOver, recent ? RECENTLY_MS : null];
    return heldSince(asked, await this.database.query<ClaimRow>(CLAIM, values));
  }

  /** Returns until when which of them are held, by their ids; of the others somebody else has taken over. */
  async renew(claims: readonly Claim[]): Promise<ReadonlyMap<string, number>> {
    const until = performance.now() + LEASE_MS;
    const renewed = await this.database.query<{ id: string }>(RENEW, idsOf(claims));
    return new Map(renewed.map(({ id }) => [id, until]));
  }

  /** Removes commands that have run, and returns those behind them, claimed. */
  async finish(claims: readonly Claim[]): Promise<Claim[]> {
    const asked = performance.now();
    return heldSince(asked, await this.database.query<ClaimRow>(FINISH, [...idsOf(claims), this.worker]));
  }

  async postpone(failed: readonly { claim: Claim; delayMs: number; error: string }[]): Promise<void> {
    const ids = idsOf(failed.map(({ claim }) => claim));
    const waits = failed.map(({ delayMs }) => delayMs);
    const errors = failed.map(({ error }) => error);
    await this.database.query(POSTPONE, [...ids, waits, errors]);
  }

  /** Sets commands aside for a person to look at; those behind them go on. */
  async bury(refused: readonly { claim: Claim; code: string }[]): Promise<void> {
    const ids = idsOf(refused.map(({ claim }) => claim));
    const codes = refused.map(({ code }) => code);
    await this.database.query(BURY, [...ids, codes]);
  }

  /** Gives unfinished claims back, so that another replica need not wait for the lease to end. */
  async release(claims: readonly Claim[]): Promise<void> {
    if (claims.length === 0) return;
    await this.database.query(RELEASE, idsOf(claims));
  }

  /** Which of these ordering keys have a command that will still run. */
  async waiting(orderingKeys: readonly string[]): Promise<ReadonlySet<string>> {
    if (orderingKeys.length === 0) return new Set();
    const rows = await this.database.query<{ orderingKey: string }>(WAITING, [orderingKeys]);
    return new Set(rows.map(({ orderingKey }) => orderingKey));
  }

  /** How many commands there are, by what holds them: their time, their turn, whoever runs them, or a person's look. */
  depth(): Promise<{ state: 'later' | 'due' | 'running' | 'setAside'; count: number }[]> {
    return this.database.query(DEPTH);
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

function heldSince(asked: number, claims: readonly ClaimRow[]): Claim[] {
  return claims.map((claim) => ({ ...claim, heldUntil: asked + LEASE_MS }));
}
