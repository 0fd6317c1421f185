import { holdsAt, type Stretch } from './stretches.js';

export type CoverageLevel = 'none' | 'single' | 'double';

/** Somebody was recorded. */
export interface Recording extends Stretch {
  /** What falls together counts once: a media host, a call without one, a recorder of somebody else's. */
  source: string;
  /** Of our own call; null: another recorder. */
  sessionId: string | null;
  /** Of the other recorder, its participant in the conversation. */
  recorderId: string | null;
  /** Null while it goes on. */
  ended: Ending | null;
}

export interface Ending {
  /** Names it for good: its time may be put right when more is known. */
  key: string;
  because: string;
}

export interface CoverageStretch extends Stretch {
  level: CoverageLevel;
  by: Recording[];
}

/**
 * By how many independent recordings somebody was covered, at every moment at which they were there. Pure: the same facts
 * give the same coverage, whoever asks and when.
 */
export function coverageOf(there: readonly Stretch[], recordings: readonly Recording[]): CoverageStretch[] {
  const turns = [...new Set([...there, ...recordings].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const coverage: CoverageStretch[] = [];
  for (const [i, from] of turns.entries()) {
    const to = turns[i + 1];
    if (to === undefined || !holdsAt(there, from)) continue;
    const by = recordings.filter((each) => holdsAt([each], from));
    const level = levelOf(by);
    const last = coverage.at(-1);
    // The pieces at its end tell why a stretch ended.
    if (last?.to === from && last.level === level && namesOf(last.by) === namesOf(by)) Object.assign(last, { to, by });
    else coverage.push({ from, to, level, by });
  }
  return coverage;
}

function levelOf(by: readonly Recording[]): CoverageLevel {
  const { size } = new Set(by.map(({ source }) => source));
  if (size === 0) return 'none';
  return size === 1 ? 'single' : 'double';
}

function namesOf(by: readonly Recording[]): string {
  return [...new Set(by.map(({ source, sessionId, recorderId }) => `${source} ${sessionId} ${recorderId}`))]
    .sort()
    .join();
}
