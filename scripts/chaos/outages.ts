export interface Stretch {
  from: number;
  /** Infinity while it goes on. */
  to: number;
}

export type Cause = 'killed' | 'stopped' | 'restarted';
export type Outage = Stretch & { who: string; cause: Cause };

export const DATABASE = 'database';

/** Who was out when, in milliseconds of this machine's clock: what a service cannot be blamed for, and what it was put to. */
export class Outages {
  readonly all: Outage[] = [];

  constructor(
    /** Names of the recorders, as the system calls them. */
    private readonly recorders: readonly string[],
  ) {}

  /** Returns how to say that it is over. */
  begin(who: string, cause: Cause, from = Date.now()): () => void {
    const outage: Outage = { who, cause, from, to: Infinity };
    this.all.push(outage);
    return () => (outage.to = Date.now());
  }

  of(who: string): Outage[] {
    return this.all.filter((outage) => outage.who === who);
  }

  /** Whether it was out at any moment from `from` to `to`. */
  isOut(who: string, from: number, to: number): boolean {
    return this.of(who).some((outage) => outage.from <= to && outage.to >= from);
  }

  /** The longest time between the two without a break in which Postgres and at least one recorder were up. */
  longestService(from: number, to: number): number {
    const databaseOut = this.of(DATABASE).map((outage) => clipped(outage, from, to));
    const recordersOut = this.recorders.map((name) => this.of(name).map((outage) => clipped(outage, from, to)));
    const allOut = recordersOut.reduce((common, own) => intersection(common, own), [{ from, to }]);
    const breaks = [...databaseOut, ...allOut].filter((one) => one.to > one.from).sort((a, b) => a.from - b.from);
    let longest = 0;
    let upSince = from;
    for (const each of breaks) {
      longest = Math.max(longest, each.from - upSince);
      upSince = Math.max(upSince, each.to);
    }
    return Math.max(longest, to - upSince);
  }
}

function clipped(stretch: Stretch, from: number, to: number): Stretch {
  return { from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) };
}

function intersection(these: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return these
    .flatMap((one) => others.map((other) => clipped(one, other.from, other.to)))
    .filter(({ from, to }) => to > from);
}
