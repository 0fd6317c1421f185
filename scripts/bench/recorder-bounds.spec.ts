import { expect, it } from 'vitest';
import { boundsOf } from './recorder-bounds.js';

const before = { at: 100, busySeconds: 7, statements: 1_000, replySeconds: 3, connectionSeconds: 0.5 };

it('tells of each recorder how busy its event loop was, and what all of them waited for', () => {
  const first = { at: 110, busySeconds: 16, statements: 3_000, replySeconds: 9, connectionSeconds: 0.75 };
  const second = { at: 110, busySeconds: 9, statements: 2_000, replySeconds: 6, connectionSeconds: 1 };

  const figures = boundsOf('replicas', [before, before], [first, second]);

  expect(figures.map(({ what, value, unit }) => [what, value, unit])).toEqual([
    ['event loop of recorder 1: busy', 90, '%'],
    ['event loop of recorder 2: busy', 20, '%'],
    ['statement sent → its reply, mean', 3, 'ms'],
    ['recorder 1: statements under way, mean', 0.6, ''],
    ['recorder 2: statements under way, mean', 0.3, ''],
    ['waited for connections of the pool, all together', 0.75, 's'],
  ]);
});
