import { expect, it } from 'vitest';
import type { ExpectedPolicy } from '@app/policies';
import { entityTag, expectedPolicy } from './preconditions.js';
import { InvalidRequest } from './invalid-request.errors.js';

it.each<[string, Parameters<typeof expectedPolicy>[0], ExpectedPolicy]>([
  ['nothing', {}, 'any'],
  ['one version', { 'if-match': entityTag(3) }, { versions: [3] }],
  ['several', { 'if-match': ' "3" ,"4"' }, { versions: [3, 4] }],
  ['that there is one', { 'if-match': '*' }, { versions: 'all' }],
  ['that there is none', { 'if-none-match': ' * ' }, 'new'],
  ['what no version has', { 'if-match': 'W/"3", "x", "0", "99999999999"' }, { versions: [] }],
])('a change may depend on %s', (_what, headers, expected) => {
  expect(expectedPolicy(headers)).toEqual(expected);
});

it.each([
  ['3', undefined],
  ['"3" "4"', undefined],
  ['', undefined],
  [undefined, '"3"'],
  ['"3"', '*'],
])('If-Match: %s, If-None-Match: %s is refused', (match, noneMatch) => {
  expect(() => expectedPolicy({ 'if-match': match, 'if-none-match': noneMatch })).toThrow(InvalidRequest);
});
