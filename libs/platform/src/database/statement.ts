import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** A prepared statement: `name` is its plan's key on every connection, so one name stands for one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** Unless it has this long: 2.5 s, because whoever waits longer has missed an answer. */
  readonly mayTakeMs?: number;
}

/** One that several may share: it takes what each of them asks, and returns a row for each, in their order. */
export interface SharedStatement<Asked> extends Statement {
  valuesOf(asked: readonly Asked[]): unknown[];
}

const MAY_TAKE_MS = 2_500;

/** Sends to one connection. */
export type Send = <Row extends QueryResultRow>(query: Query) => Promise<QueryResult<Row>>;

/** As the driver takes it; its types do not know the last member. */
export interface Query extends QueryConfig {
  query_timeout: number;
}

export function queryOf({ name, text, mayTakeMs }: Statement, values: readonly unknown[]): Query {
  return { name, text, values: [...values], query_timeout: mayTakeMs ?? MAY_TAKE_MS };
}

/** What needs no plan. */
export function plain(text: string): Query {
  return { text, query_timeout: MAY_TAKE_MS };
}

export function changesNothing({ text }: Statement): boolean {
  return /^\s*SELECT\b/.test(text);
}
