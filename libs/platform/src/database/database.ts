import type { DataSource } from 'typeorm';
import type { Pool, PoolClient } from 'pg';

/** A prepared statement: `name` is its plan's key on every connection, so one name stands for one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What stores write through: one open transaction on one connection. */
export interface Transaction {
  query<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Has `act` called once everything is stored; never when it is rolled back. */
  afterCommit(act: () => void): void;
}

/**
 * The database as stores see it. Statements run named on the driver's own pool, because that is five times as
 * fast as repositories and still the schema that TypeORM describes and migrates (docs/adr/0003).
 */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /** TypeORM's Postgres driver keeps its pg Pool as `master`, untyped. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** One statement, committed by itself. */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ ...statement, values: [...values] });
    return rows;
  }

  /** Runs `work` in one transaction: all of it is stored, or nothing. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const committed: (() => void)[] = [];
    const result = await this.withConnection(async (client, discard) => {
      try {
        await client.query('BEGIN');
        const done = await work(transactionOn(client, committed));
        await client.query('COMMIT');
        return done;
      } catch (error) {
        // A connection that could not even roll back is closed, not handed to the next user.
        await client.query('ROLLBACK').catch(discard);
        throw error;
      }
    });
    for (const act of committed) act();
    return result;
  }

  /** One connection for as long as `work` lasts, for what belongs to a session. `discard` closes it afterwards. */
  async withConnection<T>(work: (client: PoolClient, discard: (cause: Error) => void) => Promise<T>): Promise<T> {
    let broken: Error | undefined;
    const discard = (cause: Error): void => void (broken = cause);
    const client = await this.connect(discard);
    try {
      return await work(client, discard);
    } finally {
      client.off('error', discard);
      client.release(broken);
    }
  }

  /**
   * Lost between two statements, a connection has nobody but `onLost` to tell, and would end the process. The pool's
   * promise comes a moment too late for that: a server that goes away says so right behind its last reply.
   */
  private connect(onLost: (cause: Error) => void): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      this.pool.connect((error, client) => {
        if (!client) return reject(error ?? new Error('The pool gave no connection'));
        client.on('error', onLost);
        resolve(client);
      });
    });
  }
}

function transactionOn(client: PoolClient, committed: (() => void)[]): Transaction {
  return {
    afterCommit: (act) => void committed.push(act),
    async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await client.query<Row>({ ...statement, values: [...values] });
      return rows;
    },
  };
}
