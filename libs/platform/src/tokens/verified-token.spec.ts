import { generateKeyPair } from 'jose';
import { expect, it } from 'vitest';
import { VerifiedTokens } from './verified-tokens.js';

const { publicKey: key } = await generateKeyPair('RS256');
const of = (sub: string) => ({ kid: 'k1', key, claims: { sub } });

it('remembers no more tokens than it may, and forgets the one that was not used longest', () => {
  const tokens = new VerifiedTokens(3);
  for (const name of ['a', 'b', 'c']) tokens.remember(name, of(name));

  tokens.find('a');
  tokens.remember('d', of('d'));

  expect(tokens.size).toBe(3);
  expect(['a', 'b', 'c', 'd'].map((name) => tokens.find(name)?.claims.sub ?? null)).toEqual(['a', null, 'c', 'd']);
});

it('forgets nobody when a token is remembered once more', () => {
  const tokens = new VerifiedTokens(2);
  for (const name of ['a', 'b', 'b', 'b']) tokens.remember(name, of(name));

  expect([tokens.find('a'), tokens.find('b')]).toEqual([of('a'), of('b')]);
});

it('names a token by what it was checked against, too', () => {
  const hashes = [
    VerifiedTokens.hash('t', [['i'], ['a']]),
    VerifiedTokens.hash('t', [['i'], ['b']]),
    VerifiedTokens.hash('t', [['i', 'a'], []]),
    VerifiedTokens.hash('u', [['i'], ['a']]),
  ];

  expect(new Set(hashes).size).toBe(4);
});
