/** How long each transaction took, from a log of pgbench: one a line, its microseconds in the third place. */
export function millisecondsIn(log: string): number[] {
  return log
    .split('\n')
    .map((line) => Number(line.split(' ')[2] ?? NaN) / 1_000)
    .filter((ms) => Number.isFinite(ms));
}
