import { DATABASE } from '../outages.js';
import type { Evidence, NameOf } from './evidence.js';

/**
 * Milliseconds from the death of a recorder that had said 202 to an invitation, and had not answered it, to the first answer
 * that Graph saw of it. Where Postgres was out as well nothing is measured.
 */
export function rescueTimes({ storm, outages }: Evidence, nameOf: NameOf): number[] {
  const times: number[] = [];
  for (const leg of storm.legs) {
    for (const { url, status, at, durationMs } of leg.posts) {
      const name = nameOf(url);
      if (name === null || status !== 202) continue;
      const death = outages
        .of(name)
        .find(({ cause, from }) => cause === 'killed' && from >= at + durationMs && from <= leg.invitedAt + 5_000);
      if (!death || leg.answersSeen.some(({ at: seen }) => seen <= death.from)) continue;
      const rescue = leg.answersSeen.find(({ at: seen }) => seen > death.from);
      if (rescue && !outages.isOut(DATABASE, death.from, rescue.at)) times.push(rescue.at - death.from);
    }
  }
  return times;
}
