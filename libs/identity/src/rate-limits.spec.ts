import { expect, it } from 'vitest';
import type { Config } from '@app/platform';
import { SetClock } from '../../../test/support/doubles.js';
import { RateLimits } from './rate-limits.js';

const clock = new SetClock();
const limits = () => new RateLimits(clock, { admin: { requestsPerMinute: 3 } } as Config);
const anna = { tenantId: 't1', subject: 'anna' };

/** What a request of somebody is told: the refusal's code or null, and the headers. */
function ask(of: RateLimits, caller: typeof anna | string) {
  const headers: Record<string, string> = {};
  const reply = { header: (name: string, value: string) => (headers[name] = value) };
  try {
    if (typeof caller === 'string') of.takeUnknown(caller, reply);
    else of.takeKnown(caller, reply);
    return { code: null, headers };
  } catch (error) {
    return { code: (error as { code: string }).code, headers };
  }
}

it('lets each caller make so many requests a minute, says what is left, and when to come again', () => {
  const some = limits();

  expect(ask(some, anna).headers).toEqual({
    'ratelimit-policy': '"default";q=3;w=60',
    ratelimit: '"default";r=2;t=60',
  });
  clock.advance(20_500);
  expect(ask(some, anna).headers.ratelimit).toBe('"default";r=1;t=40');
  ask(some, anna);
  expect(ask(some, anna)).toMatchObject({ code: 'identity.too-many-requests', headers: { 'retry-after': '40' } });
  expect(ask(some, { ...anna, subject: 'otto' }).code).toBeNull();
  clock.advance(39_500);
  expect(ask(some, anna)).toMatchObject({ code: null, headers: { ratelimit: '"default";r=2;t=60' } });
});

it('counts those without a token that is believed by their address', () => {
  const some = limits();
  const codes = Array.from({ length: 61 }, () => ask(some, '10.0.0.1').code);

  expect(codes.filter((code) => code === null)).toHaveLength(60);
  expect(codes.at(-1)).toBe('identity.too-many-requests');
  expect(ask(some, '10.0.0.2').code).toBeNull();
});
