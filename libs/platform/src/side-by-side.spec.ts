import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.js';

const turnOf = (item: string) => item.slice(0, 1);

it('works on items of different turns at once, and on those of one turn in their order', async () => {
  const begun: string[] = [];
  const open = new Map<string, () => void>();
  const work = (item: string) => {
    begun.push(item);
    return new Promise<string>((done) => open.set(item, () => done(item.toUpperCase())));
  };

  const all = sideBySide(['a1', 'b1', 'a2'], turnOf, work);
  expect(begun).toEqual(['a1', 'b1']);
  open.get('a1')?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  open.get('b1')?.();
  open.get('a2')?.();

  expect(await all).toEqual(['A1', 'B1', 'A2']);
});

it('goes on with the others when one fails, and throws when all have come to an end', async () => {
  const ended: string[] = [];
  const work = async (item: string) => {
    if (item === 'a1') throw new Error('a1 has failed');
    await new Promise((resolve) => setTimeout(resolve, 20));
    ended.push(item);
  };

  await expect(sideBySide(['a1', 'a2', 'b1'], turnOf, work)).rejects.toThrow('a1 has failed');
  expect(ended.toSorted()).toEqual(['a2', 'b1']);
});
