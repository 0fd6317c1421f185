import { expect, it } from 'vitest';
import type { ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { sessionFilters } from '@app/contracts';
import { InvalidRequest } from './invalid-request.errors.js';
import { valid } from './valid.js';

const check = (query: object): unknown => valid(sessionFilters).transform(query, { type: 'query' } as ArgumentMetadata);

function faultsOf(query: object): unknown {
  try {
    check(query);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.facts.parameters;
    throw error;
  }
  return [];
}

it('hands on what the parameters mean', () => {
  const query = {
    limit: '7',
    active: 'false',
    from: '2026-01-05T13:00:00+01:00',
    tenantId: 'A'.repeat(8) + '-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  };

  expect(check(query)).toEqual({
    format: 'json',
    limit: 7,
    active: false,
    from: new Date('2026-01-05T12:00:00Z'),
    tenantId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  });
});

it('names every parameter that is wrong, and one that it does not know', () => {
  expect(faultsOf({ limit: '0', callState: 'ringing?', active: 'yes', from: 'yesterday', what: 'x' })).toEqual(
    ['callState', 'active', 'from', 'limit', 'what'].map((name) => ({ name, reason: expect.any(String) as string })),
  );
});

it('never repeats what was sent', () => {
  expect(
    JSON.stringify(faultsOf({ callState: 'SECRET', from: 'SECRET', tenantId: 'SECRET', limit: 'SECRET' })),
  ).not.toContain('SECRET');
});

it.each(['0', '201', '-1', '1.5', '', 'x', ['1', '2']])('refuses a limit of %j', (limit) => {
  expect(faultsOf({ limit })).toMatchObject([{ name: 'limit' }]);
});

it('calls a parameter that stands alone by its own name', () => {
  const hostId = valid(z.string().max(3));

  expect(() => hostId.transform('much too long', { type: 'param', data: 'hostId' })).toThrow(/^hostId: /);
  expect(() => hostId.transform(7, { type: 'body' })).toThrow(/^body: /);
});
