/** A time in which something held, its end not included. Milliseconds since 1970; `to` is Infinity while it still holds. */
export interface Stretch {
  from: number;
  to: number;
}

export function stretch(from: Date, to: Date | null): Stretch {
  return { from: from.getTime(), to: to?.getTime() ?? Infinity };
}

/** All the time in which any of them held, in order, as few as there can be; holes of up to `holeMs` do not count. */
export function union(stretches: readonly Stretch[], holeMs = 0): Stretch[] {
  const merged: Stretch[] = [];
  for (const { from, to } of stretches.filter((each) => each.from < each.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + holeMs) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The time in which both held. */
export function intersection(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return union(
    some.flatMap((one) =>
      others.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
    ),
  );
}

/** The time in which the first held and the second did not. */
export function without(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  let left = union(some);
  for (const other of union(others)) {
    left = left.flatMap(({ from, to }) => [
      { from, to: Math.min(to, other.from) },
      { from: Math.max(from, other.to), to },
    ]);
  }
  return union(left);
}

export function holdsAt(stretches: readonly Stretch[], time: number): boolean {
  return stretches.some(({ from, to }) => from <= time && time < to);
}
