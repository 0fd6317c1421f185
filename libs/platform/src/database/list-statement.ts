import type { Statement } from './statement.js';

/** A condition that may narrow a list, with its values, or null when it is not wanted; `$` stands for the next parameter. */
export type Condition = readonly [sql: string, values: readonly unknown[] | null];

/** A filter's value, where there is one. */
export const given = (value: unknown): unknown[] | null => (value === undefined ? null : [value]);

/**
 * One statement per combination of conditions, so that Postgres plans each for the index that serves it; its name tells
 * the combination. `text` makes the statement of the conditions that are wanted and the parameter of the limit.
 */
export function listStatement(
  name: string,
  conditions: readonly Condition[],
  limit: number,
  text: (where: string, limit: string) => string,
): { statement: Statement; values: unknown[] } {
  const values: unknown[] = [];
  const where: string[] = [];
  let combination = 0;
  for (const [index, [sql, wanted]] of conditions.entries()) {
    if (!wanted) continue;
    combination |= 1 << index;
    const next = values.length;
    let used = 0;
    where.push(sql.replaceAll('$', () => `$${next + ++used}`));
    values.push(...wanted);
  }
  // One more than a page holds tells whether there is another.
  values.push(limit + 1);
  const clause = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  return { statement: { name: `${name}.${combination}`, text: text(clause, `$${values.length}`) }, values };
}
