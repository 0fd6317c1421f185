import { expect, it } from 'vitest';
import { RecentlyUsed } from './recently-used.js';

const of = (name: string) => ({ name });

it('remembers no more than it may, and forgets what was not used longest', () => {
  const recent = new RecentlyUsed(3);
  for (const name of ['a', 'b', 'c']) recent.remember(name, of(name));

  recent.find('a');
  recent.remember('d', of('d'));

  expect(recent.size).toBe(3);
  expect(['a', 'b', 'c', 'd'].map((name) => recent.find(name))).toEqual([of('a'), null, of('c'), of('d')]);
});

it('forgets nothing else when a value is remembered once more', () => {
  const recent = new RecentlyUsed(2);
  for (const name of ['a', 'b', 'b', 'b']) recent.remember(name, of(name));

  expect([recent.find('a'), recent.find('b')]).toEqual([of('a'), of('b')]);
});
