import { DATABASE } from '../outages.js';
import type { Evidence, NameOf } from './evidence.js';

const TEAMS_WAITS_MS = 5_000;

/**
 * Milliseconds from the death of the recorder that had said 202 to an invitation, and had not answered it, to the first
 * answer that Graph saw of it. Who said 202 first has the call: others said so to a repeat of the invitation. Where Postgres
 * was out as well nothing is measured.
 */
export function rescueTimes({ storm, outages }: Evidence, nameOf: NameOf): number[] {
  return storm.legs.flatMap(({ invitedAt, posts, answersSeen }) => {
    const taken = posts
      .filter(({ status }) => status === 202)
      .map(({ url, ...post }) => ({ ...post, by: nameOf(url) }));
    const first = taken.sort((one, other) => endOf(one) - endOf(other))[0];
    const [rescue] = answersSeen;
    if (!first?.by || !rescue) return [];
    const death = outages.of(first.by).find(({ cause, from }) => cause === 'killed' && from >= endOf(first));
    if (!death || death.from > invitedAt + TEAMS_WAITS_MS || rescue.at <= death.from) return [];
    return outages.isOut(DATABASE, death.from, rescue.at) ? [] : [rescue.at - death.from];
  });
}

function endOf({ at, durationMs }: { at: number; durationMs: number }): number {
  return at + durationMs;
}
