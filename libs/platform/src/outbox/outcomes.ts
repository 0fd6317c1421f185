import type { Leases } from './leases.js';
import type { Claim, Outbox } from './outbox.store.js';

/** What became of one run of a command. */
export type Outcome = { claim: Claim } & (
  { is: 'done' } | { is: 'failed'; againAt: number; error: string } | { is: 'refused'; code: string }
);

/**
 * Tells the outbox what became of commands: what ends while it is being told goes together into the next. While the
 * database is away nothing is forgotten, so that what is done is not done again when it is back.
 */
export class Outcomes {
  private untold: Outcome[] = [];
  private telling: Promise<void> | null = null;

  constructor(
    private readonly outbox: Outbox,
    private readonly leases: Leases,
    private readonly on: {
      /** These ends are about to be told; what is stored behind them from now on may be missed. */
      telling: (claims: readonly Claim[]) => void;
      /** They could not be told, and will be. */
      untold: (claims: readonly Claim[], error: unknown) => void;
      /** Claimed by their ends: those behind them. */
      next: (claims: readonly Claim[]) => void;
      /** Nothing is being told. */
      rest: () => void;
    },
  ) {}

  get areTold(): boolean {
    return this.untold.length === 0 && this.telling === null;
  }

  get isTelling(): boolean {
    return this.telling !== null;
  }

  add(outcome: Outcome): Promise<void> {
    this.untold.push(outcome);
    return this.tell();
  }

  tell(): Promise<void> {
    if (this.untold.length === 0) return Promise.resolve();
    return (this.telling ??= this.tellAll().finally(() => {
      this.telling = null;
      this.on.rest();
    }));
  }

  private async tellAll(): Promise<void> {
    while (this.untold.length > 0) {
      const ended = this.untold.splice(0);
      this.on.telling(ended.map(({ claim }) => claim));
      try {
        // Whoever took a command over says what became of it.
        await this.store(ended.filter(({ claim }) => this.leases.holds(claim)));
      } catch (error) {
        const left = ended.filter(({ claim }) => this.leases.holds(claim));
        this.untold.unshift(...left);
        const claims = left.map(({ claim }) => claim);
        return this.on.untold(claims, error);
      }
    }
  }

  /** Each part leaves the leases once it is stored: what fails later is told again without it. */
  private async store(outcomes: readonly Outcome[]): Promise<void> {
    const done = outcomes.filter((outcome) => outcome.is === 'done').map(({ claim }) => claim);
    const failed = outcomes.filter((outcome) => outcome.is === 'failed');
    const refused = outcomes.filter((outcome) => outcome.is === 'refused');
    if (done.length > 0) {
      const next = await this.outbox.finish(done);
      this.leases.drop(done);
      this.on.next(next);
    }
    if (failed.length > 0) {
      const now = performance.now();
      await this.outbox.postpone(
        failed.map((outcome) => ({ ...outcome, delayMs: Math.max(0, outcome.againAt - now) })),
      );
      this.leases.drop(failed.map(({ claim }) => claim));
    }
    if (refused.length > 0) {
      await this.outbox.bury(refused);
      this.leases.drop(refused.map(({ claim }) => claim));
    }
  }
}
