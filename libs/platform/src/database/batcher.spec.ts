import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Batcher, NOT_NOW, SpoiltBatch } from './batcher.js';

const done = <T>(value: T): PromiseFulfilledResult<T> => ({ status: 'fulfilled', value });
const tick = () => new Promise((next) => setImmediate(next));

/** Each batch waits until it is let go. */
function held(limits: { most: number; sideBySide: number; keyOf?: (item: string) => string }) {
  const batches: string[][] = [];
  const open: (() => void)[] = [];
  const batcher = new Batcher<string, string>(async (items) => {
    batches.push([...items]);
    await new Promise<void>((go) => open.push(go));
    return items.map((item) => done(item.toUpperCase()));
  }, limits);
  const letGo = async () => {
    open.shift()?.();
    await tick();
  };
  return { batcher, batches, letGo };
}

it('runs an item at once when nothing is under way, and what arrives meanwhile together', async () => {
  const { batcher, batches, letGo } = held({ most: 10, sideBySide: 1 });
  const results = [batcher.submit('a')];
  await tick();
  results.push(batcher.submit('b'), batcher.submit('c'));
  await tick();
  expect(batches).toEqual([['a']]);

  await letGo();
  expect(batches).toEqual([['a'], ['b', 'c']]);
  await letGo();
  expect(await Promise.all(results)).toEqual(['A', 'B', 'C']);
});

it('puts no more into a batch than it may hold', async () => {
  const { batcher, batches, letGo } = held({ most: 2, sideBySide: 1 });
  const results = ['a', 'b', 'c'].map((item) => batcher.submit(item));
  await tick();
  await letGo();
  await letGo();
  await Promise.all(results);

  expect(batches).toEqual([['a', 'b'], ['c']]);
});

it('lets items of one key follow one another while others go ahead', async () => {
  const { batcher, batches, letGo } = held({ most: 10, sideBySide: 2, keyOf: (item) => item.charAt(0) });
  const results = ['a1', 'a2', 'b1'].map((item) => batcher.submit(item));
  await tick();
  results.push(batcher.submit('c1'), batcher.submit('a3'));
  await tick();
  expect(batches).toEqual([['a1', 'b1'], ['c1']]);

  for (let i = 0; i < 4; i++) await letGo();
  await Promise.all(results);
  expect(batches).toEqual([['a1', 'b1'], ['c1'], ['a2'], ['a3']]);
});

it('runs each apart when one spoils the batch, and only that one fails', async () => {
  const batcher = new Batcher<string, string>(
    async (items) => {
      await tick();
      if (!items.includes('bad')) return items.map(done);
      throw items.length > 1 ? new SpoiltBatch() : new Error('bad');
    },
    { most: 10, sideBySide: 1 },
  );

  const results = await Promise.allSettled(['a', 'bad', 'b'].map((item) => batcher.submit(item)));

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('passes an item over three times, before anything of its key, and then runs it alone beside the others', async () => {
  const runs: string[] = [];
  const batcher = new Batcher<string, string>(
    async (items, alone) => {
      runs.push(`${items.join()}${alone ? ' alone' : ''}`);
      await tick();
      return items.map((item) => (item === 'busy' && !alone ? NOT_NOW : done(item)));
    },
    { most: 10, sideBySide: 1, keyOf: (item) => (item === 'behind' ? 'busy' : item) },
  );

  const results = await Promise.all(['busy', 'free', 'behind'].map((item) => batcher.submit(item)));

  expect(results).toEqual(['busy', 'free', 'behind']);
  expect(runs).toEqual(['busy,free', 'busy', 'busy', 'busy', 'busy alone', 'behind']);
});

it.each([
  { what: 'data that the database will not have', code: '22P05', batches: 3 },
  { what: 'a server that shuts down', code: '57P01', batches: 1 },
  { what: 'a connection that is refused', code: 'ECONNREFUSED', batches: 1 },
])('after $what: $batches batches for two items', async ({ code, batches }) => {
  let runs = 0;
  const batcher = new Batcher<string, string>(
    () => {
      runs += 1;
      return Promise.reject(Object.assign(new Error('no'), { code }));
    },
    { most: 10, sideBySide: 1 },
  );

  const results = await Promise.allSettled(['a', 'b'].map((item) => batcher.submit(item)));

  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(runs).toBe(batches);
});

it('gives every item its own outcome, once, in the order of its key, whatever the limits', async () => {
  const item = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    fails: fc.boolean(),
    spoils: fc.boolean(),
    pause: fc.nat(2),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      async (items, most, sideBySide) => {
        const numbered = items.map((each, i) => ({ ...each, i }));
        const order: Record<string, number[]> = {};
        const batcher = new Batcher<(typeof numbered)[number], number>(
          async (batch) => {
            expect(batch.length).toBeLessThanOrEqual(most);
            for (let i = 0; i < (batch[0]?.pause ?? 0); i++) await tick();
            if (batch.length > 1 && batch.some(({ spoils }) => spoils)) throw new SpoiltBatch();
            for (const { key, i } of batch) (order[key] ??= []).push(i);
            return batch.map(({ i, fails }) => (fails ? { status: 'rejected', reason: i } : done(i)));
          },
          { most, sideBySide, keyOf: ({ key }) => key },
        );

        const results = await Promise.allSettled(
          numbered.map(async (each) => {
            for (let i = 0; i < each.pause; i++) await tick();
            return batcher.submit(each);
          }),
        );

        expect(results).toEqual(
          numbered.map(({ i, fails }) =>
            fails ? { status: 'rejected', reason: i } : { status: 'fulfilled', value: i },
          ),
        );
        expect(
          Object.values(order)
            .flat()
            .toSorted((a, b) => a - b),
        ).toEqual(numbered.map(({ i }) => i));
      },
    ),
    { numRuns: 100 },
  );
});
