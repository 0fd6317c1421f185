import { failed, type Column } from './audit/audit.js';

const SHOWN = 10;

/** The table, and under it what is wrong, line by line. */
export function tableOf(columns: readonly Column[]): string {
  const wrong = failed(columns);
  const rows = columns.map((column) => [
    column.name,
    column.value === null ? 'none' : `${column.value}${column.unit ? ` ${column.unit}` : ''}`,
    wrong.includes(column) ? 'BAD' : column.bad ? 'ok' : '',
  ]);
  const head = ['what', 'counted', 'verdict'];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]): string => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const table = [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
  return [table, ...wrong.map(detailsOf)].join('\n\n');
}

function detailsOf({ name, findings }: Column): string {
  const lines = findings.slice(0, SHOWN).map(({ callId, what }) => `  ${callId}  ${what}`);
  const more = findings.length > SHOWN ? [`  and ${findings.length - SHOWN} more, in the file`] : [];
  return [`${name}:`, ...lines, ...more].join('\n');
}
