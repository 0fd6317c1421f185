import type { DataSource } from 'typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { isConnectionSpent, isSilence } from './connection-faults.js';
import { Connections } from './connections.js';

/** A prepared statement: `name` is its plan's key on every connection, so one name stands for one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** Unless it has this long: 2.5 s, because whoever waits longer has missed an answer. */
  readonly mayTakeMs?: number;
}

const MAY_TAKE_MS = 2_500;

/** What stores write through: one open transaction on one connection. */
export interface Transaction {
  query<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Has `act` called once everything is stored; never when it is rolled back. */
  afterCommit(act: () => void): void;
}

/**
 * The database as stores see it. Statements run named on the driver's own pool, because that is five times as
 * fast as repositories and still the schema that TypeORM describes and migrates (docs/adr/0003). A connection that is
 * lost before anything was stored is no reason to fail: the same is tried once more on another.
 */
export class Database {
  private readonly connections = new Connections(() => this.pool);

  constructor(readonly dataSource: DataSource) {}

  /** TypeORM's Postgres driver keeps its pg Pool as `master`, untyped. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** One statement, committed by itself. */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const ask = () => this.withConnection((client, discard) => this.ask<Row>(client, discard, statement, values));
    return onceMore(ask, () => changesNothing(statement));
  }

  /** Runs `work` in one transaction: all of it is stored, or nothing. It may be run twice, the first time for nothing. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    let isUndecided = false;
    const attempt = () =>
      this.withConnection(async (client, discard) => {
        const committed: (() => void)[] = [];
        const ask = <Row extends object>(statement: Ask, values: readonly unknown[] = []) =>
          this.ask<Row>(client, discard, statement, values);
        try {
          await ask({ text: 'BEGIN' });
          const result = await work({ query: ask, afterCommit: (act) => void committed.push(act) });
          isUndecided = true;
          await ask({ text: 'COMMIT' });
          return { result, committed };
        } catch (error) {
          // A connection that could not even roll back is closed, not handed to the next user.
          if (!isConnectionSpent(error) && !isSilence(error)) await ask({ text: 'ROLLBACK' }).catch(discard);
          throw error;
        }
      });
    const { result, committed } = await onceMore(attempt, () => !isUndecided);
    for (const act of committed) act();
    return result;
  }

  /** One connection for as long as `work` lasts, for what belongs to a session. `discard` closes it afterwards. */
  async withConnection<T>(work: (client: PoolClient, discard: Discard) => Promise<T>): Promise<T> {
    let broken: Error | undefined;
    const discard = (cause: Error): void => void (broken = cause);
    const client = await this.connections.take(discard);
    try {
      return await work(client, discard);
    } finally {
      client.off('error', discard);
      client.release(broken);
    }
  }

  private async ask<Row extends object>(
    client: PoolClient,
    discard: Discard,
    { mayTakeMs, ...statement }: Ask,
    values: readonly unknown[],
  ): Promise<Row[]> {
    try {
      const query = { ...statement, values: [...values], query_timeout: mayTakeMs ?? MAY_TAKE_MS };
      return (await client.query<Row & QueryResultRow>(query)).rows;
    } catch (error) {
      if (isConnectionSpent(error) || isSilence(error)) {
        discard(error as Error);
        this.connections.forgetIdle();
      }
      throw error;
    }
  }
}

type Discard = (cause: Error) => void;
type Ask = Omit<Statement, 'name'> & { name?: string };

/** Again on another connection, if the first was lost before it could have done anything. */
async function onceMore<T>(attempt: () => Promise<T>, didNothing: () => boolean): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isConnectionSpent(error) || !didNothing()) throw error;
    return attempt();
  }
}

function changesNothing({ text }: Statement): boolean {
  return /^\s*SELECT\b/.test(text);
}
