/**
 * Works on all items side by side, so that what several of them ask of the database is asked together; on those of one
 * turn one after another. When one fails that is thrown, but not before all have come to an end: none of them is left
 * behind to write into a transaction that is over.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  turnOf: (item: Item) => string,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const last = new Map<string, Promise<unknown>>();
  const results = items.map((item) => {
    const before = last.get(turnOf(item));
    const result = before ? before.then(() => work(item)) : work(item);
    last.set(
      turnOf(item),
      result.catch(() => undefined),
    );
    return result;
  });
  return (await Promise.allSettled(results)).map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
