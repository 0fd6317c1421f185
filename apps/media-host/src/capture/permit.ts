import type { KeepOrder, KeepReply } from '@app/contracts';

export type PermitChange = 'none' | 'opened' | 'closed' | 'replaced';

/**
 * The gate of one session. Orders may come late, twice and in any order: a permit that was closed never opens again, an
 * order older than the last obeyed one changes nothing, and in doubt the gate is closed.
 */
export class Permit {
  private open: { permitId: string; since: string } | null = null;
  private readonly over = new Set<string>();
  private lastObeyed = -Infinity;
  private closedSince: string;

  constructor(at: Date) {
    this.closedSince = at.toISOString();
  }

  /** Of the open gate. */
  get permitId(): string | null {
    return this.open?.permitId ?? null;
  }

  obey(order: KeepOrder, now: Date): { reply: KeepReply; change: PermitChange } {
    const at = Date.parse(order.at);
    const stale = at < this.lastObeyed;
    const change = order.keep ? this.start(order.permitId, stale, now) : this.stop(order.permitId, stale, now);
    if (!stale) this.lastObeyed = at;
    const keep = this.permitId === order.permitId;
    return { reply: { keep, since: keep && this.open ? this.open.since : this.closedSince }, change };
  }

  /** The session ends, or cannot keep what it should. */
  revoke(now: Date): PermitChange {
    return this.close(now);
  }

  private start(permitId: string, stale: boolean, now: Date): PermitChange {
    if (stale || this.over.has(permitId) || this.permitId === permitId) return 'none';
    const change = this.close(now) === 'closed' ? 'replaced' : 'opened';
    this.open = { permitId, since: now.toISOString() };
    return change;
  }

  private stop(permitId: string, stale: boolean, now: Date): PermitChange {
    // Whoever closes a permit means it for good, however late the word arrives.
    this.over.add(permitId);
    return this.permitId === permitId || !stale ? this.close(now) : 'none';
  }

  private close(now: Date): PermitChange {
    if (!this.open) return 'none';
    this.over.add(this.open.permitId);
    this.open = null;
    this.closedSince = now.toISOString();
    return 'closed';
  }
}
