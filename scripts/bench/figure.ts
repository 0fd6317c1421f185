import { median, type Percentiles } from './percentiles.js';

/** One line of the table. */
export interface Figure {
  part: string;
  what: string;
  unit: string;
  /** Null: not available on this machine. */
  value: number | null;
  /** Of a median: what each round was, in their order. */
  rounds?: readonly (number | null)[];
  /** What issue and README promise; figures without are there to be read beside those with. */
  target?: Target;
}

type Target = { atMost: number } | { atLeast: number } | { exactly: number };

/** The three ranks of one latency as three figures, those with a limit promised. */
export function ranks(
  part: string,
  what: string,
  { p50, p99, max }: Percentiles,
  limits: Partial<Percentiles> = {},
): Figure[] {
  const figure = (rank: string, value: number, limit?: number): Figure => ({
    part,
    what: `${what}, ${rank}`,
    unit: 'ms',
    value,
    ...(limit !== undefined && { target: { atMost: limit } }),
  });
  return [figure('p50', p50, limits.p50), figure('p99', p99, limits.p99), figure('max', max, limits.max)];
}

/** Of several measurements of one part, those of one of them. */
export function under(what: string, figures: readonly Figure[]): Figure[] {
  return figures.map((figure) => ({ ...figure, what: `${what}: ${figure.what}` }));
}

/** Rounds of the same measurements, figure by figure. What one of them could not measure has no median. */
export function medians(rounds: readonly (readonly Figure[])[]): Figure[] {
  return (rounds[0] ?? []).map((figure) => {
    const values = rounds.map((round) => round.find((other) => isSame(figure, other))?.value ?? null);
    const measured = values.filter((value) => value !== null);
    return { ...figure, value: measured.length === values.length ? median(measured) : null, rounds: values };
  });
}

function isSame(one: Figure, other: Figure): boolean {
  return one.part === other.part && one.what === other.what;
}

export function verdictOf({ value, unit, target }: Figure): string {
  if (!target || value === null) return '';
  const off = missedBy(value, target);
  return off === 0 ? 'ok' : `missed by ${amount(off, unit)}`;
}

function missedBy(value: number, target: Target): number {
  if ('atMost' in target) return Math.max(0, value - target.atMost);
  return 'atLeast' in target ? Math.max(0, target.atLeast - value) : Math.abs(value - target.exactly);
}

/** A Markdown table, in the order of the figures. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.part,
    figure.what,
    targetOf(figure),
    figure.value === null ? 'not available' : amount(figure.value, figure.unit),
    verdictOf(figure),
  ]);
  const head = ['part', 'what', 'target', 'measured', 'verdict'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]): string => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function targetOf({ target, unit }: Figure): string {
  if (!target) return '';
  if ('atMost' in target) return `≤ ${amount(target.atMost, unit)}`;
  return 'atLeast' in target ? `≥ ${amount(target.atLeast, unit)}` : amount(target.exactly, unit);
}

function amount(value: number, unit: string): string {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`.trim();
}
