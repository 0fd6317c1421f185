import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StatisticsQuery } from '@app/contracts';
import { INTERVAL_MS } from '@app/recording';
import { InvalidRequest } from '../http/invalid-request.errors.js';
import { rangeOf } from './statistics-range.js';

const now = new Date('2026-01-15T10:00:30.500Z');
const time = (text: string) => new Date(text);

function faultsOf(wish: StatisticsQuery): unknown {
  try {
    rangeOf(wish, now);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.facts.parameters;
    throw error;
  }
  return [];
}

it.each([
  ['minute', '2026-01-15T09:00:00Z', '2026-01-15T10:01:00Z'],
  ['hour', '2026-01-14T10:00:00Z', '2026-01-15T11:00:00Z'],
  ['day', '2025-12-16T00:00:00Z', '2026-01-16T00:00:00Z'],
] as const)('by the %s it is the time up to now, unless told', (interval, from, to) => {
  expect(rangeOf({ interval }, now)).toEqual({ interval, from: time(from), to: time(to) });
});

it('is put to the borders of buckets in UTC, and left where it lies on them', () => {
  const to = time('2026-01-02T03:00:00Z');

  expect(rangeOf({ interval: 'hour', from: time('2026-01-02T01:30:00+01:00'), to }, now)).toEqual({
    ...{ interval: 'hour', from: time('2026-01-02T00:00:00Z'), to },
  });
});

it('ends with the bucket of now, also when more was asked for', () => {
  const to = time('9999-12-31T23:59:59.999Z');

  expect(rangeOf({ interval: 'day', from: time('2026-01-10T00:00:00Z'), to }, now).to).toEqual(
    time('2026-01-16T00:00:00Z'),
  );
});

it('goes back from its end when only that was told', () => {
  expect(rangeOf({ interval: 'minute', to: time('2026-01-02T03:00:00Z') }, now).from).toEqual(
    time('2026-01-02T02:00:00Z'),
  );
});

it.each([
  ['that is empty', { from: '2026-01-02T03:00:00Z', to: '2026-01-02T03:00:00Z' }, 'from'],
  ['that runs backwards', { from: '2026-01-02T03:00:00Z', to: '2026-01-02T02:00:00Z' }, 'from'],
  ['that is still to come', { from: '2026-01-16T00:00:00Z' }, 'from'],
  ['of more than 24 hours by the minute', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00.001Z' }, 'from'],
  ['of before 1970', { from: '0000-01-01T00:00:00Z', to: '0000-01-01T00:30:00Z' }, 'from'],
  ['that ends before 1970', { to: '0000-01-01T00:00:00Z' }, 'to'],
])('refuses a time %s, by the name of what is wrong', (_what, asked: { from?: string; to?: string }, name) => {
  const wish = { ...(asked.from && { from: time(asked.from) }), ...(asked.to && { to: time(asked.to) }) };

  expect(faultsOf({ interval: 'minute', ...wish })).toEqual([{ name, reason: expect.any(String) as string }]);
});

it('never has more than 1,500 buckets, and always one', () => {
  const times = fc.date({ min: time('2024-01-01T00:00:00Z'), max: time('2027-01-01T00:00:00Z'), noInvalidDate: true });
  const wishes = fc.record({ interval: fc.constantFrom('minute', 'hour', 'day'), from: times, to: times });

  fc.assert(
    fc.property(wishes, (wish) => {
      try {
        const { interval, from, to } = rangeOf(wish, now);
        const buckets = (to.getTime() - from.getTime()) / INTERVAL_MS[interval];

        expect(buckets).toBeGreaterThanOrEqual(1);
        expect(buckets).toBeLessThanOrEqual(1_500);
        expect(Number.isInteger(buckets)).toBe(true);
      } catch (error) {
        if (!(error instanceof InvalidRequest)) throw error;
      }
    }),
  );
});
