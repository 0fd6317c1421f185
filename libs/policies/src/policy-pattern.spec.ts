import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literalLength, matchesPattern } from './policy-pattern.js';

it.each([
  ['*', '', true],
  ['*', 'anything', true],
  ['', '', true],
  ['', 'a', false],
  ['teams*=tenant:*', 'teamscompliancerecordingpolicy=tenant:sales', true],
  ['*:sales', 'p=tenant:sales', true],
  ['*:sales', 'p=tenant:sales emea', false],
  ['sales-??', 'sales-uk', true],
  ['sales-??', 'sales-u', false],
  ['a*b*c', 'aXbXbXc', true],
  ['a*b*c', 'aXbX', false],
  ['*.*', 'no dot', false],
  ['(a+)+$', 'aaaa', false],
])('a pattern %j on %j: %s', (pattern, text, matched) => {
  expect(matchesPattern(pattern, text)).toBe(matched);
});

it('agrees with the definition of a wildcard on any pattern and text', () => {
  const alphabet = fc.constantFrom('a', 'b', '*', '?');
  const word = (letters: fc.Arbitrary<string>) => fc.string({ unit: letters, maxLength: 10 });
  fc.assert(
    fc.property(word(alphabet), word(fc.constantFrom('a', 'b')), (pattern, text) => {
      expect(matchesPattern(pattern, text)).toBe(defined(pattern, text));
    }),
    { numRuns: 2_000 },
  );
});

it('takes no longer for a pattern made to stall it', () => {
  const pattern = '*a'.repeat(250) + 'b';
  const text = 'a'.repeat(500);
  let steps = 0;
  const counted = new Proxy(new String(text), {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) steps += 1;
      return Reflect.get(target, key) as unknown;
    },
  }) as unknown as string;

  expect(matchesPattern(pattern, counted)).toBe(false);

  expect(steps).toBeGreaterThan(0);
  expect(steps).toBeLessThanOrEqual(pattern.length * text.length);
});

it('counts what a pattern spells out', () => {
  expect(literalLength('*sa?es*')).toBe(4);
});

/** The textbook recursion: slow, and plainly right. */
function defined(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    return defined(pattern.slice(1), text) || (text !== '' && defined(pattern, text.slice(1)));
  }
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && defined(pattern.slice(1), text.slice(1));
}
