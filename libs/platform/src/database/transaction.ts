import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryResult } from 'pg';
import { isConnectionUseless } from './connection-faults.js';
import { plain, queryOf, type Send, type SharedStatement, type Statement } from './statement.js';
import { Together } from './together.js';

/** What stores write through: one open transaction on one connection. */
export interface Transaction {
  query<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for one of several changes that are made side by side: what they ask in one turn is one statement. */
  queryTogether<Asked, Row extends object>(statement: SharedStatement<Asked>, asked: Asked): Promise<Row | undefined>;
  /** Has `act` called once everything is stored; never when it is rolled back. */
  afterCommit(act: () => void): void;
}

/** One that was committed, unless `fault` says that the reply to its COMMIT is missing. */
export interface Run<T> {
  id: string;
  /** When it began, by Postgres' clock. */
  begunAt: string;
  result: T;
  afterCommit: (() => void)[];
  fault?: Error;
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
const FATE_LOOKS = 10;
const FATE_LOOK_MS = 50;

export async function runTransaction<T>(send: Send, work: (tx: Transaction) => Promise<T>): Promise<Run<T>> {
  const afterCommit: (() => void)[] = [];
  let begun: Pick<Run<T>, 'id' | 'begunAt'>;
  let result: T;
  try {
    const replies = (await send(plain(BEGIN))) as unknown as [QueryResult, QueryResult<typeof begun>];
    begun = replies[1].rows[0]!;
    // One at a time, whoever asks beside another: the time that a statement may take begins when it is sent.
    let last: Promise<unknown> = Promise.resolve();
    const query = <Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> => {
      const sent = last.then(async () => (await send<Row>(queryOf(statement, values))).rows);
      last = sent.catch(() => undefined);
      return sent;
    };
    const together = new Together(query);
    result = await work({
      query,
      queryTogether: (statement, asked) => together.query(statement, asked),
      afterCommit: (act) => void afterCommit.push(act),
    });
  } catch (error) {
    // A connection that cannot even roll back is closed, not handed to the next user.
    if (!isConnectionUseless(error)) await send(plain('ROLLBACK')).catch(() => undefined);
    throw error;
  }
  try {
    await send(plain('COMMIT'));
    return { ...begun, result, afterCommit };
  } catch (error) {
    if (!isConnectionUseless(error)) throw error;
    return { ...begun, result, afterCommit, fault: error as Error };
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
