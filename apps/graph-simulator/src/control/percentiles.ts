/** Nearest rank, so that every figure is one that was measured. Null of nothing. */
export function percentiles(values: readonly number[]): { p50: number; p99: number; max: number } | null {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return sorted.length === 0 ? null : { p50: at(0.5), p99: at(0.99), max: at(1) };
}
