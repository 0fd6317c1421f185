import { expect, it } from 'vitest';
import { bearerToken } from './bearer-token.js';

it.each(['Bearer abc.def.ghi', 'bearer abc.def.ghi', 'BEARER  abc.def.ghi'])('reads the token of "%s"', (value) => {
  expect(bearerToken(['Host', 'x', 'AUTHORIZATION', value])).toBe('abc.def.ghi');
});

it.each([
  ['missing', ['Host', 'x']],
  ['missing', ['Authorization', '']],
  ['missing', ['X-Name', 'Authorization']],
  ['repeated-header', ['Authorization', 'Bearer a', 'authorization', 'Bearer a']],
  ['not-bearer', ['Authorization', 'Basic dXNlcjpwYXNz']],
  ['not-bearer', ['Authorization', 'Bearer']],
  ['not-bearer', ['Authorization', 'Bearer a b']],
  ['not-bearer', ['Authorization', 'Bearer a, Bearer b']],
])('refuses a request for its %s token (%#)', (reason, rawHeaders) => {
  expect(() => bearerToken(rawHeaders)).toThrow(expect.objectContaining({ reason, kind: 'unauthorized' }));
});
