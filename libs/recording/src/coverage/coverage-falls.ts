import type { CoverageLevel, CoverageStretch, Ending, Recording } from './coverage.js';

/** Somebody who was recorded twice, or once after that, was recorded by fewer. */
export interface Fall {
  at: number;
  from: 'single' | 'double';
  to: 'none' | 'single';
  /** What recorded them until then. */
  lost: [Lost, ...Lost[]];
}

type Lost = Recording & { ended: Ending };

/** Calls of one meeting end one after another: whoever is not there any more so soon after was not failed, but left. */
export const LEAVING_MS = 5_000;

const RANK: Readonly<Record<CoverageLevel, number>> = { none: 0, single: 1, double: 2 };

/** Whoever was never recorded twice has nothing to fall from. `undecided`: one is too young to be told from a leaving. */
export function fallsOf(coverage: readonly CoverageStretch[], now: number): { falls: Fall[]; undecided: boolean } {
  const falls: Fall[] = [];
  let undecided = false;
  let wasDouble = false;
  for (const [i, after] of coverage.entries()) {
    const before = coverage[i - 1];
    wasDouble ||= before?.level === 'double';
    if (!wasDouble || before?.to !== after.from || RANK[after.level] >= RANK[before.level]) continue;
    const settledAt = after.from + LEAVING_MS;
    if (thereUntil(coverage, i) < settledAt) continue;
    const fall = fallBetween(before, after);
    if (now < settledAt) undecided = true;
    else if (fall) falls.push(fall);
  }
  return { falls, undecided };
}

/** To the end of the presence that this stretch is part of. */
function thereUntil(coverage: readonly CoverageStretch[], index: number): number {
  let until = coverage[index]!.to;
  for (const next of coverage.slice(index + 1)) {
    if (next.from !== until) break;
    until = next.to;
  }
  return until;
}

function fallBetween(before: CoverageStretch, after: CoverageStretch): Fall | null {
  const goesOn = new Set(after.by.map(({ source }) => source));
  const [first, ...more] = before.by.flatMap((recording) => {
    const { source, to, ended } = recording;
    return ended && to === before.to && !goesOn.has(source) ? [{ ...recording, ended }] : [];
  });
  if (!first || before.level === 'none' || after.level === 'double') return null;
  return { at: after.from, from: before.level, to: after.level, lost: [first, ...more] };
}
