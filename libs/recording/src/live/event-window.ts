import type { LatestEvent } from './latest-events.store.js';

/**
 * So long an event may come to light after one with a higher id: ids are given before a transaction commits. Longer than any
 * transaction of ours may take.
 */
export const SETTLED_AFTER_MS = 5_000;

/**
 * Which of the events that are read again and again are new. Reading goes back to the last id before which nothing can come
 * any more; what was seen since is remembered.
 */
export class EventWindow {
  /** Everything up to this id has come to light. */
  settled: string;
  private readonly seen = new Map<string, number>();
  private readonly marks: { at: number; id: string }[] = [];

  constructor(from: string) {
    this.settled = from;
  }

  /** Those of `events`, all after `settled`, that are new. `now` in milliseconds. */
  take(events: readonly LatestEvent[], now: number): LatestEvent[] {
    const fresh = events.filter(({ id }) => !this.seen.has(id));
    for (const { id } of fresh) this.seen.set(id, now);
    const last = events.at(-1);
    if (last) this.marks.push({ at: now, id: last.id });
    this.settle(now - SETTLED_AFTER_MS);
    return fresh;
  }

  private settle(before: number): void {
    while (this.marks[0] && this.marks[0].at <= before) this.settled = higher(this.settled, this.marks.shift()!.id);
    for (const id of this.seen.keys()) {
      if (BigInt(id) > BigInt(this.settled)) continue;
      this.seen.delete(id);
    }
  }
}

function higher(a: string, b: string): string {
  return BigInt(a) > BigInt(b) ? a : b;
}
