import { expect, it } from 'vitest';
import { hashOfToken } from './verified-token.js';

it('names a token by what it was checked against, too', () => {
  const hashes = [
    hashOfToken('t', [['i'], ['a']]),
    hashOfToken('t', [['i'], ['b']]),
    hashOfToken('t', [['i', 'a'], []]),
    hashOfToken('u', [['i'], ['a']]),
  ];

  expect(new Set(hashes).size).toBe(4);
});
