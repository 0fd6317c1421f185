import type { ReactNode } from 'react';

export interface Column<Row> {
  name: string;
  /** Numbers stand right. */
  isNumber?: boolean;
  /** The last one may stay in sight while the others scroll under it. */
  stays?: boolean;
  of: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** What it is a list of; read aloud, and shown to nobody who sees the heading above it. */
  caption: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The first one names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
}

/** A list. In a narrow window it scrolls by itself, also by keyboard. */
export function Table<Row>({ caption, rows, keyOf, columns: [head, ...others] }: Props<Row>) {
  return (
    <div className="scrolls" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {[head, ...others].map((column) => (
              <th key={column.name} scope="col" className={classOf(column)}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row" className={classOf(head)}>
                {head.of(row)}
              </th>
              {others.map((column) => (
                <td key={column.name} className={classOf(column)}>
                  {column.of(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ isNumber, stays }: { isNumber?: boolean; stays?: boolean }): string | undefined {
  return isNumber ? 'number' : stays ? 'stays' : undefined;
}
