import { failed, type Column } from './audit/audit.js';

const SHOWN = 10;

/** The table, and under it what is wrong, line by line. */
export function tableOf(columns: readonly Column[]): string {
  const wrong = failed(columns);
  const verdictOn = (column: Column): string => {
    if (column.most === null) return '';
    if (!column.isJudged) return 'too few to say';
    return wrong.includes(column) ? 'BAD' : 'ok';
  };
  const rows = columns.map((column) => [
    column.name,
    `${withUnit(column.value, column)}${column.of === undefined ? '' : ` of ${column.of}`}`,
    column.most === null ? '' : withUnit(column.most, column),
    verdictOn(column),
  ]);
  const head = ['what', 'counted', 'at most', 'verdict'];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]): string => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const table = [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
  return [table, ...wrong.map(detailsOf)].join('\n\n');
}

function withUnit(value: number | null, { unit }: Column): string {
  return value === null ? 'none' : `${value}${unit ? ` ${unit}` : ''}`;
}

function detailsOf({ name, findings }: Column): string {
  const lines = findings.slice(0, SHOWN).map(({ callId, what }) => `  ${callId}  ${what}`);
  const more = findings.length > SHOWN ? [`  and ${findings.length - SHOWN} more, in the file`] : [];
  return [`${name}:`, ...lines, ...more].join('\n');
}
