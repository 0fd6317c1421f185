import type { DataSource } from 'typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { isConnectionSpent, isConnectionUseless, isPassing } from './connection-faults.js';
import { Connections } from './connections.js';
import { DatabaseUnavailable } from './database-unavailable.errors.js';
import { changesNothing, queryOf, type Query, type Send, type Statement } from './statement.js';
import { readAs } from './tenant-read.js';
import { runTransaction, verify, type Transaction } from './transaction.js';

/** Whatever takes a statement and returns its rows. */
export interface Asks {
  query<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * The database as stores see it. Statements run named on the driver's own pool, because that is five times as
 * fast as repositories and still the schema that TypeORM describes and migrates (docs/adr/0003). A connection that is
 * lost before anything was stored is no reason to fail: the same is tried once more on another.
 */
export class Database implements Asks {
  /** Sent since the start. */
  statements = 0;
  /** Since the start, of all who waited at one time added up: for a connection, and for replies to what was sent. */
  readonly waitedMs = { connection: 0, reply: 0 };
  private readonly forCalls = new Connections(() => this.pool);
  private readonly people = new Connections(() => poolOf(this.readers));

  /** `readers` has connections for what people ask: however much that is, calls find theirs. */
  constructor(
    readonly dataSource: DataSource,
    private readonly readers: DataSource = dataSource,
  ) {}

  get pool(): Pool {
    return poolOf(this.dataSource);
  }

  /** By whose questions go over them. */
  get pools(): { calls: Pool; people: Pool } {
    return { calls: this.pool, people: poolOf(this.readers) };
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    if (this.readers !== this.dataSource) await this.readers.destroy();
  }

  /** One statement, committed by itself. */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const ask = () => this.sending(this.forCalls, async (send) => (await send<Row>(queryOf(statement, values))).rows);
    return changesNothing(statement) ? onceMore(ask) : ask();
  }

  /**
   * For questions that people wait for and that change nothing. With a tenant Postgres itself shows nothing but that
   * tenant's rows, whatever the statement says; null: those of every tenant. Throws DatabaseUnavailable to those who may ask again.
   */
  forPeople(tenantScope: string | null): Asks {
    return {
      query: <Row extends object>(statement: Statement, values: readonly unknown[] = []) =>
        onceMore(() =>
          this.sending(this.people, async (send) =>
            tenantScope === null
              ? (await send<Row>(queryOf(statement, values))).rows
              : readAs<Row>(send, tenantScope, statement, values),
          ),
        ).catch((error: unknown) => {
          throw isPassing(error) ? new DatabaseUnavailable(error) : error;
        }),
    };
  }

  /** Runs `work` in one transaction: all of it is stored, or nothing. It may be run twice, the first time for nothing. */
  async transaction<T>(work: (tx: Transaction) => T | Promise<T>): Promise<T> {
    const { result, afterCommit } = await onceMore(async () => {
      const run = await this.sending(this.forCalls, (send) => runTransaction(send, work));
      await verify(run, (statement, values) => this.query(statement, values));
      return run;
    });
    for (const act of afterCommit) act();
    return result;
  }

  /** One connection for as long as `work` lasts, for what belongs to a session. `discard` closes it afterwards. */
  withConnection<T>(work: Use<T>): Promise<T> {
    return this.withOneOf(this.forCalls, work);
  }

  /** One connection, which is not handed to the next user once it has proved to be of no use. */
  private sending<T>(connections: Connections, work: (send: Send) => Promise<T>): Promise<T> {
    return this.withOneOf(connections, (client, discard) => {
      let isUseless = false;
      return work(async <Row extends QueryResultRow>(query: Query) => {
        this.statements += 1;
        const sent = performance.now();
        try {
          return await client.query<Row>(query);
        } catch (error) {
          // Of several statements on their way, each says so.
          if (isConnectionUseless(error) && !isUseless) {
            isUseless = true;
            discard(error as Error);
            connections.forgetIdle();
          }
          throw error;
        } finally {
          this.waitedMs.reply += performance.now() - sent;
        }
      });
    });
  }

  private async withOneOf<T>(connections: Connections, work: Use<T>): Promise<T> {
    let broken: Error | undefined;
    const discard = (cause: Error): void => void (broken = cause);
    const asked = performance.now();
    const client = await connections.take(discard);
    this.waitedMs.connection += performance.now() - asked;
    try {
      return await work(client, discard);
    } finally {
      client.off('error', discard);
      client.release(broken);
    }
  }
}

type Use<T> = (client: PoolClient, discard: (cause: Error) => void) => Promise<T>;

/** TypeORM's Postgres driver keeps its pg Pool as `master`, untyped. */
function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** Again on another connection, if the first was lost before anything was stored. */
async function onceMore<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isConnectionSpent(error)) throw error;
    return attempt();
  }
}
