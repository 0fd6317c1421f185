import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryResult } from 'pg';
import { isConnectionUseless, sqlState } from './connection-faults.js';
import {
  changesNothing,
  plain,
  queryOf,
  type Query,
  type Send,
  type SharedStatement,
  type Statement,
} from './statement.js';
import { Together } from './together.js';

/** What stores write through: one open transaction on one connection. */
export interface Transaction {
  query<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for one of several changes that are made side by side: what they ask in one turn is one statement. */
  queryTogether<Asked, Row extends object>(statement: SharedStatement<Asked>, asked: Asked): Promise<Row | undefined>;
  /**
   * Asked when all work is done, in one round trip with COMMIT: its rows come when nothing can depend on them any more.
   * `stored` is handed them once everything is stored; never when their reply was lost, although everything may be.
   */
  queryLast<Row extends object>(statement: Statement, values: readonly unknown[], stored?: (rows: Row[]) => void): void;
  /** Has `act` called once everything is stored; never when it is rolled back. */
  afterCommit(act: () => void): void;
}

interface Begun {
  id: string;
  /** When it began, by Postgres' clock. */
  begunAt: string;
}

interface Ending {
  afterCommit: (() => void)[];
  fault?: Error;
}

/** One that was committed, unless `fault` says that the reply to its COMMIT is missing. */
export type Run<T> = Begun & Ending & { result: T };

interface Last {
  query: Query;
  stored: ((rows: object[]) => void) | undefined;
}

/** Its number is assigned at once, so that Postgres can be asked what became of it: in one round trip with BEGIN. */
const BEGIN = 'BEGIN; SELECT pg_current_xact_id()::text AS id, now()::text AS "begunAt"';

/**
 * A crash may take the numbers of transactions that had not reached the disk, and Postgres then gives them to others. So a
 * number that was committed is ours only if Postgres has run since; whoever may not see since when is told that it has not.
 */
const FATE: Statement = {
  name: 'transaction.fate',
  text: `SELECT pg_xact_status($1::xid8) AS fate, NOT EXISTS (
      SELECT FROM pg_stat_activity WHERE backend_type = 'checkpointer' AND backend_start <= $2) AS "hasRestarted"`,
};

export interface Fate {
  fate: string | null;
  hasRestarted: boolean;
}
/** A backend that has lost its client notices soon, and its transaction then ends one way or the other. */
const FATE_LOOKS = 20;
const FATE_LOOK_MS = 50;

export async function runTransaction<T>(send: Send, work: (tx: Transaction) => T | Promise<T>): Promise<Run<T>> {
  const opening = new Opening(send);
  const together = new Together((statement, values) => opening.query(statement, values));
  const last: Last[] = [];
  const afterCommit: (() => void)[] = [];
  let begun: Begun;
  let result: T;
  try {
    result = await work({
      query: (statement, values) => opening.query(statement, values),
      queryTogether: (statement, asked) => together.query(statement, asked),
      queryLast: (statement, values, stored) =>
        void last.push({ query: queryOf(statement, values), stored: stored as Last['stored'] }),
      afterCommit: (act) => void afterCommit.push(act),
    });
    begun = await opening.begun;
  } catch (error) {
    opening.close();
    // Where BEGIN failed, what went along with it only says so in other words.
    const cause = await opening.begun.then(
      () => error,
      (fault: unknown) => fault,
    );
    // A connection that cannot even roll back is closed, not handed to the next user.
    if (!isConnectionUseless(cause)) await send(plain('ROLLBACK')).catch(() => undefined);
    throw cause;
  }
  opening.close();
  return { ...begun, result, ...(await commit(send, last, afterCommit)) };
}

/** Sends what is asked last and COMMIT in one go. Postgres rolls back by itself when one of them is at fault. */
async function commit(send: Send, last: readonly Last[], acts: readonly (() => void)[]): Promise<Ending> {
  const sent = last.map(({ query }) => send(query));
  const committing = send(plain('COMMIT'));
  const [replies, [ended]] = await Promise.all([Promise.allSettled(sent), Promise.allSettled([committing])]);
  const faults = replies.flatMap((reply) => (reply.status === 'rejected' ? [reply.reason as Error] : []));
  // Postgres itself has refused one of them, and so the rest.
  const refused = faults.find(sqlState);
  if (refused) throw refused;
  const stored = last.flatMap(({ stored: told }, i) => {
    const reply = replies[i]!;
    return told && reply.status === 'fulfilled' ? [() => told(reply.value.rows)] : [];
  });
  const afterCommit = [...stored, ...acts];
  const fault = faults[0] ?? (ended.status === 'rejected' ? (ended.reason as Error) : undefined);
  if (fault && isConnectionUseless(fault)) return { afterCommit, fault };
  if (fault) throw fault;
  if (ended.status === 'fulfilled' && ended.value.command !== 'COMMIT')
    throw new Error('A statement had failed, and its transaction was rolled back');
  return { afterCommit };
}

/** A transaction from its BEGIN to its last statement but those that are sent with COMMIT. */
class Opening {
  readonly begun: Promise<Begun>;
  /** One at a time, whoever asks beside another: the time that a statement may take begins when it is sent. */
  private before: Promise<unknown> | null = null;
  private isOver = false;

  constructor(private readonly send: Send) {
    this.begun = send(plain(BEGIN)).then(
      (replies) => (replies as unknown as [QueryResult, QueryResult<Begun>])[1].rows[0]!,
    );
    this.begun.catch(() => undefined);
  }

  /** The first goes along with BEGIN, if it does no harm where that should fail alone. */
  query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const ask = async () => {
      if (this.isOver) throw new Error('The transaction is over');
      return (await this.send<Row>(queryOf(statement, values))).rows;
    };
    const isWithBegin = this.before === null && changesNothing(statement);
    const sent = isWithBegin ? ask() : (this.before ?? this.begun).then(ask);
    this.before = sent.catch(() => undefined).then(() => this.begun);
    this.before.catch(() => undefined);
    return sent;
  }

  /** What somebody left waiting would be committed by itself. */
  close(): void {
    this.isOver = true;
  }
}

/** Throws the fault of a run when it is certain not to be stored, and something else when nobody can say. */
export async function verify(
  { id, begunAt, fault }: Run<unknown>,
  ask: (statement: Statement, values: unknown[]) => Promise<Fate[]>,
): Promise<void> {
  if (!fault) return;
  for (let look = 1; look <= FATE_LOOKS; look += 1) {
    const [row] = await ask(FATE, [id, begunAt]).catch(() => []);
    if (row?.fate === 'committed' && !row.hasRestarted) return;
    // Ours would be committed by now, or nobody's.
    if (row?.fate === 'aborted' || (row?.fate === 'in progress' && row.hasRestarted)) throw fault;
    if (row?.fate !== 'in progress') break;
    await sleep(FATE_LOOK_MS);
  }
  throw new Error('It is not known whether a transaction was stored', { cause: fault });
}
