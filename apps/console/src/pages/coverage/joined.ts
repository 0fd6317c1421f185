/** From then to then; `to` null: it goes on. Times are RFC 3339, UTC, milliseconds, and so in order as texts. */
export interface TimeStretch {
  from: string;
  to: string | null;
}

/** Stretches that touch or overlap as one, in the order of their beginnings. */
export function joined(stretches: readonly TimeStretch[]): TimeStretch[] {
  const all: TimeStretch[] = [];
  for (const { from, to } of stretches.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = all.at(-1);
    if (!last || (last.to !== null && last.to < from)) all.push({ from, to });
    else if (last.to !== null && (to === null || to > last.to)) last.to = to;
  }
  return all;
}
