import type { ReactNode } from 'react';

export interface Column<Row> {
  name: string;
  /** Numbers stand right. */
  isNumber?: boolean;
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
            {[head, ...others].map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row" className={head.isNumber ? 'number' : undefined}>
                {head.of(row)}
              </th>
              {others.map(({ name, isNumber, of }) => (
                <td key={name} className={isNumber ? 'number' : undefined}>
                  {of(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
