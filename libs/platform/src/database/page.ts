/** Where a page ended. Lists are read by key, not by count, so that rows which arrive meanwhile move nothing. */
export interface Position {
  /** Microseconds since 1970, decimal. */
  at: string;
  /** What tells rows of one time apart. */
  id: string;
}

export interface Page<Item> {
  items: Item[];
  /** Null: there is nothing more. */
  next: Position | null;
}

/** The SQL of a position's time. */
export const positionTime = (parameter: string): string =>
  `timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond'`;

/** Cuts what was read - one row more than was asked for - to a page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  positionOf: (row: Row) => Position,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(itemOf), next: last !== undefined && rows.length > limit ? positionOf(last) : null };
}
