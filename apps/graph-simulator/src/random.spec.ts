import { expect, it } from 'vitest';
import { SeededRandom } from './random.js';

it('tells the same story for the same seed, and another for another', () => {
  const draw = (seed: number | string) => {
    const random = new SeededRandom(seed);
    return Array.from({ length: 20 }, () => random.next());
  };

  expect(draw(42)).toEqual(draw(42));
  expect(draw('meeting')).toEqual(draw('meeting'));
  expect(draw(42)).not.toEqual(draw(43));
});

it('spreads evenly enough to be trusted with probabilities', () => {
  const random = new SeededRandom(1);

  const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length;

  expect(hits).toBeGreaterThan(2_800);
  expect(hits).toBeLessThan(3_200);
});
