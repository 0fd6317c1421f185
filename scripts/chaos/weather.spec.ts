import { expect, it } from 'vitest';
import { STORM, weather, type Strike } from './weather.js';

function first(count: number, seed: string, climate = STORM): Strike[] {
  const strikes = weather(seed, climate);
  return Array.from({ length: count }, () => strikes.next().value);
}

it('is the same for the same seed and another for another', () => {
  expect(first(500, '7')).toEqual(first(500, '7'));
  expect(first(500, '7')).not.toEqual(first(500, '8'));
});

it('strikes every two seconds, everybody, in every way', () => {
  const strikes = first(500, '7');

  expect(strikes.filter(({ kind }) => kind !== 'database').map(({ atMs }) => atMs % 2_000)).not.toContain(1);
  const struck = strikes.map((strike) =>
    strike.kind === 'database' ? strike.mode : `${strike.kind} ${strike.role} ${strike.index}`,
  );
  expect(new Set(struck).size).toBe(2 + 2 * (STORM.recorders + STORM.mediaHosts));
  expect(strikes.map(({ atMs }) => atMs)).toEqual(strikes.map(({ atMs }) => atMs).sort((a, b) => a - b));
});

it('leaves the media hosts alone when told so', () => {
  const strikes = first(200, '7', { ...STORM, strikesMediaHosts: false });

  expect(strikes.filter((strike) => strike.kind !== 'database' && strike.role === 'mediaHost')).toEqual([]);
});
