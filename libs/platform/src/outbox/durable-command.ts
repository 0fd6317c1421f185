import { NO_LEASE, type Lease } from './lease.js';

/**
 * A command that is stored in the transaction of the fact it follows from, and so survives a crash. It runs at
 * least once, by its ordinary CommandHandler, in the order of its ordering key. What it does must be safe to do twice.
 */
export abstract class DurableCommand<Data extends object = object> {
  /** Written by hand on every subclass, because rows outlive class names. */
  static readonly kind: string;
  /** Urgent commands have a lane of their own, so that nothing slow stands in front of an answer. */
  static readonly urgent: boolean = false;

  /** Set by whoever runs it from the table; its handler hands it to whatever speaks for it. */
  lease: Lease = NO_LEASE;

  /** Which run of it this is, from 1 on; set by whoever runs it from the table. Those before failed, or were cut off. */
  attempt = 1;

  /** What it follows from, as W3C's `traceparent`, while traces are on; unset: what is under way when it is stored. */
  traceparent: string | null = null;

  constructor(
    readonly data: Data,
    /** Not before this time; unset means at once. */
    readonly runAt?: Date,
  ) {}

  /** Commands of one key run one after another, in the order in which they were stored. */
  abstract get orderingKey(): string;

  /** A second command with the same key changes nothing while the first is still stored. */
  get dedupeKey(): string | undefined {
    return undefined;
  }

  /** How long to wait before the next attempt, in milliseconds; `attempt` counts from 1. */
  retryDelayMs(attempt: number): number {
    return Math.min(250 * 2 ** (attempt - 1), 30_000);
  }

  get kind(): string {
    return (this.constructor as typeof DurableCommand).kind;
  }
}

/** A concrete durable command, as the registry and the relay see it. */
export interface DurableCommandClass {
  readonly kind: string;
  readonly urgent: boolean;
  new (data: never, runAt?: Date): DurableCommand;
}
