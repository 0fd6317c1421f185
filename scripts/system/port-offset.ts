import { join } from 'node:path';

/** What is left above the highest port of a system, 4620. */
const HIGHEST = 60_000;

/**
 * How far START_PORT_OFFSET moves every port, for a second system beside the first.
 * @throws Error when it is not a whole number, or would move ports out of their range
 */
export function portOffset(text: string | undefined): number {
  const offset = Number(text?.trim() || 0);
  if (Number.isInteger(offset) && offset >= 0 && offset <= HIGHEST) return offset;
  throw new Error(`START_PORT_OFFSET must be a whole number from 0 to ${HIGHEST}`);
}

/** Systems beside each other share nothing, least of all a database: each would answer the other's calls. */
export function directoryOf(dataDir: string, offset: number): string {
  return offset === 0 ? dataDir : join(dataDir, `offset-${offset}`);
}
