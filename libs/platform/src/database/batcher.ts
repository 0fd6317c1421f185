interface Waiting<Item, Result> {
  item: Item;
  key: string | undefined;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

export interface BatchLimits<Item> {
  /** Items in one batch. */
  most: number;
  /** Batches under way at one time. */
  sideBySide: number;
  /** Items of one key follow one another in the order in which they came: never two in one batch, or in two at a time. */
  keyOf?: (item: Item) => string;
}

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
   * blame (data that the database will not have, or SpoiltBatch) each is run again apart, so that only that one fails.
   */
  constructor(
    private readonly run: (items: readonly Item[]) => Promise<PromiseSettledResult<Result>[]>,
    private readonly limits: BatchLimits<Item>,
  ) {}

  submit(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, key: this.limits.keyOf?.(item), resolve, reject });
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
        for (const { key } of batch) if (key !== undefined) this.keysUnderWay.delete(key);
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
    try {
      const outcomes = await this.run(batch.map(({ item }) => item));
      for (const [i, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[i];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason ?? new Error('A batch forgot one of its items'));
      }
    } catch (error) {
      if (batch.length > 1 && isOfOneItem(error)) for (const each of batch) await this.settle([each]);
      else for (const { reject } of batch) reject(error);
    }
  }
}

/** Thrown by a batch's run when one of several items has spoilt what was done for all: each is run again by itself. */
export class SpoiltBatch extends Error {
  override readonly name = 'SpoiltBatch';
}

/** Classes of SQLSTATE that speak of the connection or the server, which running apart cannot help. */
const SERVER_CLASSES = new Set(['08', '53', '57', '58', 'XX']);

/** Whether the others may succeed apart. Not when the database is away: then all would only fail once more. */
function isOfOneItem(error: unknown): boolean {
  if (error instanceof SpoiltBatch) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !SERVER_CLASSES.has(code.slice(0, 2));
}
