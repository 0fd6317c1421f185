import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Log } from '@app/platform';
import { NobodyMayFollow } from '../recording.errors.js';
import { EventWindow } from './event-window.js';
import { LatestEvents, type LatestEvent } from './latest-events.store.js';

/** What happened to one session, as a hint to read it anew. */
export interface LiveChange {
  sessionId: string;
  callId: string;
  tenantId: string;
  /** Types of its new events, in their order. */
  types: string[];
  /** Of the last of them. */
  at: Date;
}

export interface LiveBatch {
  changes: LiveChange[];
  /** Whoever has seen all up to this place has missed nothing before it. */
  place: string;
}

type LiveListener = (batch: LiveBatch) => void;

/** How often it is looked, as long as somebody listens. */
const LOOK_EVERY_MS = 500;
/** Of one look. */
const MOST_EVENTS = 20_000;
/** So many ids may have been given to events that are not stored yet. */
const UNDER_WAY = 10_000;
/** Whoever was away for more than this reads everything anew. */
const MOST_MISSED = 20_000;
/** At one recorder. */
const MOST_LISTENERS = 500;

/**
 * Follows what happens to sessions, on whichever recorder, as long as somebody listens: one look for all who do. Nothing
 * notifies, because a notification in each transaction costs more than half of all throughput (docs/adr/0028).
 */
@Injectable()
export class LiveChanges implements BeforeApplicationShutdown {
  private readonly listeners = new Map<LiveListener, () => void>();
  private window: Promise<EventWindow> | null = null;
  private following: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly latest: LatestEvents,
    private readonly log: Log,
  ) {}

  /**
   * Until the returned function is called; from when it returns on nothing is missed. `ended` is called when the recorder
   * stops. Throws NobodyMayFollow.
   */
  async listen(listener: LiveListener, ended: () => void): Promise<() => void> {
    if (this.stopped || this.listeners.size >= MOST_LISTENERS) throw new NobodyMayFollow();
    this.listeners.set(listener, ended);
    try {
      await this.opened();
    } catch (error) {
      this.listeners.delete(listener);
      throw error;
    }
    this.begin();
    return () => void this.listeners.delete(listener);
  }

  /** What happened after a place, as far as it has come to light; null: so much that all should be read anew. */
  async since(place: string): Promise<LiveBatch | null> {
    if (BigInt(await this.latest.lastId()) - BigInt(place) > BigInt(MOST_MISSED)) return null;
    const events = await this.latest.after(place, MOST_MISSED + 1, 'ofAnyTime');
    if (events.length > MOST_MISSED) return null;
    // Later ones may still come to light before the last of these.
    return { changes: changesIn(events), place };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const ended of this.listeners.values()) ended();
    this.listeners.clear();
    await this.following;
  }

  private begin(): void {
    this.following ??= this.follow().finally(() => {
      this.following = null;
      // Somebody may have come when the last had just left.
      if (this.listeners.size > 0) this.begin();
    });
  }

  private async follow(): Promise<void> {
    while (this.listeners.size > 0) {
      try {
        await this.look();
      } catch (error) {
        this.log.warn('what happens to sessions cannot be followed now', { error: String(error) });
      }
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
    }
    this.window = null;
  }

  private opened(): Promise<EventWindow> {
    this.window ??= this.open().catch((error: unknown) => {
      this.window = null;
      throw error;
    });
    return this.window;
  }

  /** What was stored before anybody listened is no news; what was under way then is. */
  private async open(): Promise<EventWindow> {
    const last = BigInt(await this.latest.lastId()) - BigInt(UNDER_WAY);
    const window = new EventWindow(last > 0n ? String(last) : '0');
    window.take(await this.latest.after(window.settled, MOST_EVENTS), performance.now());
    return window;
  }

  private async look(): Promise<void> {
    const window = await this.opened();
    const events = await this.latest.after(window.settled, MOST_EVENTS);
    const changes = changesIn(window.take(events, performance.now()));
    for (const listener of this.listeners.keys()) listener({ changes, place: window.settled });
  }
}

function changesIn(events: readonly LatestEvent[]): LiveChange[] {
  const changes = new Map<string, LiveChange>();
  for (const { sessionId, callId, tenantId, type, at } of events) {
    const change = changes.get(sessionId) ?? { sessionId, callId, tenantId, types: [], at };
    change.types.push(type);
    change.at = at;
    changes.set(sessionId, change);
  }
  return [...changes.values()];
}
