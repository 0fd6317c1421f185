import { isServerFault } from './connection-faults.js';

interface Waiting<Item, Result> {
  item: Item;
  key: string | undefined;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
  /** How many batches have gone without it. */
  passedOver: number;
}

export interface BatchLimits<Item> {
  /** Items in one batch. */
  most: number;
  /** Batches under way at one time. */
  sideBySide: number;
  /** Items of one key follow one another in the order in which they came: never two in one batch, or in two at a time. */
  keyOf?: (item: Item) => string;
}

/** Said of an item that would hold up the others now: it goes into the next batch. */
export const NOT_NOW = Symbol('not now');

export type Outcome<Result> = PromiseSettledResult<Result> | typeof NOT_NOW;

/** An item that was passed over so often is run by itself, beside the batches, where it may wait for what it needs. */
const PASSED_OVER_AT_MOST = 3;

/**
 * Natural batching: what arrives while one batch is under way goes together into the next. Nothing ever waits for
 * company, so a single item is as quick as without it.
 */
export class Batcher<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private readonly keysUnderWay = new Set<string>();
  private underWay = 0;
  private isCalled = false;

  /**
   * `run` says of each item, in their order, what became of it. When it throws nothing has happened: if one item was to
   * blame (data that the database will not have, or SpoiltBatch) each is run again by itself, so that only that one
   * fails. An item that runs by itself (`alone`) must be settled.
   */
  constructor(
    private readonly run: (items: readonly Item[], alone: boolean) => Promise<Outcome<Result>[]>,
    private readonly limits: BatchLimits<Item>,
  ) {}

  submit(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, key: this.limits.keyOf?.(item), resolve, reject, passedOver: 0 });
      this.nextSoon();
    });
  }

  /** What is submitted in the same turn of the event loop has come together. */
  private nextSoon(): void {
    if (this.isCalled) return;
    this.isCalled = true;
    queueMicrotask(() => {
      this.isCalled = false;
      this.next();
    });
  }

  private next(): void {
    while (this.underWay < this.limits.sideBySide) {
      const batch = this.take();
      if (batch.length === 0) return;
      this.underWay += 1;
      void this.settle(batch).finally(() => {
        this.underWay -= 1;
        this.next();
      });
    }
  }

  private take(): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const each of this.waiting) {
      const isFree = each.key === undefined || !this.keysUnderWay.has(each.key);
      if (!isFree || batch.length >= this.limits.most) {
        left.push(each);
        continue;
      }
      batch.push(each);
      if (each.key !== undefined) this.keysUnderWay.add(each.key);
    }
    this.waiting = left;
    return batch;
  }

  private async settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const items = batch.map(({ item }) => item);
    let outcomes: Outcome<Result>[];
    try {
      outcomes = await this.run(items, false);
    } catch (error) {
      if (isOfOneItem(error)) for (const each of batch) await this.settleAlone(each);
      else for (const each of batch) this.conclude(each, { status: 'rejected', reason: error });
      return;
    }
    const again: Waiting<Item, Result>[] = [];
    for (const [i, each] of batch.entries()) {
      const outcome = outcomes[i];
      if (outcome !== NOT_NOW) this.conclude(each, outcome);
      else if (each.passedOver < PASSED_OVER_AT_MOST) again.push(each);
      else void this.settleAlone(each);
    }
    this.putBack(again);
  }

  /** To the front, so that nothing of their keys overtakes them. */
  private putBack(items: readonly Waiting<Item, Result>[]): void {
    for (const each of items) {
      each.passedOver += 1;
      if (each.key !== undefined) this.keysUnderWay.delete(each.key);
    }
    this.waiting = [...items, ...this.waiting];
  }

  private async settleAlone(each: Waiting<Item, Result>): Promise<void> {
    try {
      const [outcome] = await this.run([each.item], true);
      this.conclude(each, outcome === NOT_NOW ? undefined : outcome);
    } catch (error) {
      this.conclude(each, { status: 'rejected', reason: error });
    }
    this.nextSoon();
  }

  private conclude({ key, resolve, reject }: Waiting<Item, Result>, outcome?: PromiseSettledResult<Result>): void {
    if (key !== undefined) this.keysUnderWay.delete(key);
    if (outcome?.status === 'fulfilled') resolve(outcome.value);
    else reject(outcome?.reason ?? new Error('A batch did not settle one of its items'));
  }
}

/** Thrown by a batch's run when one of several items has spoilt what was done for all: each is run again by itself. */
export class SpoiltBatch extends Error {
  override readonly name = 'SpoiltBatch';
}

/** Whether the others may succeed apart. Not when the database is away: then all would only fail once more. */
function isOfOneItem(error: unknown): boolean {
  return error instanceof SpoiltBatch || !isServerFault(error);
}
