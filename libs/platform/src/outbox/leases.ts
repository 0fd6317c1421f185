import { LeaseLost } from './lease.js';
import type { Claim, Outbox } from './outbox.store.js';

/** With less left, it is asked rather than assumed that a lease holds: what is sent now arrives later. */
const LEAST_LEFT_MS = 200;

/** The commands that this replica holds, each until when as far as it can tell by itself. */
export class Leases {
  private readonly held = new Map<Claim, number>();
  private renewal: Promise<void> | null = null;

  constructor(private readonly outbox: Outbox) {}

  hold(claim: Claim): void {
    this.held.set(claim, claim.heldUntil);
  }

  holds(claim: Claim): boolean {
    return this.held.has(claim);
  }

  drop(claims: Iterable<Claim>): void {
    for (const claim of claims) this.held.delete(claim);
  }

  all(): Claim[] {
    return [...this.held.keys()];
  }

  /** Some may be somebody else's by now: this process was stopped, or the database was away. */
  get areStale(): boolean {
    const now = performance.now();
    return [...this.held.values()].some((until) => until <= now);
  }

  /** Renews all; those that another replica has taken over are held no longer. */
  renew(): Promise<void> {
    return (this.renewal ??= this.renewAll().finally(() => (this.renewal = null)));
  }

  /** @throws LeaseLost */
  async confirm(claim: Claim): Promise<void> {
    // A renewal under way may have begun before this claim was made; the next has not.
    for (let round = 0; round < 2 && this.leftMs(claim) < LEAST_LEFT_MS; round += 1) await this.renew();
    if (this.leftMs(claim) <= 0) throw new LeaseLost();
  }

  private leftMs(claim: Claim): number {
    const until = this.held.get(claim);
    if (until === undefined) throw new LeaseLost();
    return until - performance.now();
  }

  private async renewAll(): Promise<void> {
    const claims = this.all();
    if (claims.length === 0) return;
    const renewed = await this.outbox.renew(claims);
    for (const claim of claims) {
      if (!this.held.has(claim)) continue;
      const until = renewed.get(claim.id);
      if (until === undefined) this.held.delete(claim);
      else this.held.set(claim, until);
    }
  }
}
