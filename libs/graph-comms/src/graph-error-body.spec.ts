import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readGraphErrorBody } from './graph-error-body.js';
import { graphErrorCategory } from './graph-error-category.js';

const fixture = (path: string) =>
  readFileSync(new URL(`../../../test/fixtures/graph/${path}.json`, import.meta.url), 'utf8');
const published = (name: string) => {
  const { body } = JSON.parse(fixture(`corpus/graph-error/${name}`)) as { body: unknown };
  return JSON.stringify(body);
};

it.each([
  ['err-7504-tenant-permissions', 403, 'refused', '7504', '77ac31c1-190e-4eaa-8bdd-10c2ae7ba968'],
  ['err-7505-tenant-mismatch', 403, 'refused', '7505', '1868106e-704e-4bcd-9c16-776561e6472c'],
  // Its status was never reported: whatever it is, repeating the request changes nothing.
  ['err-8506-not-compliance-call', 500, 'refused', '8506', null],
  ['err-8522-call-not-found', 404, 'gone', '8522', '4f8a65c7-94e4-402d-82d1-e3ef76c65015'],
  ['goalert-error-itemnotfound', 404, 'gone', 'ItemNotFound', null],
])('reads %s', (name, status, category, code, requestId) => {
  const body = readGraphErrorBody(published(name));

  expect(body).toEqual({ code, subcode: null, requestId });
  expect(graphErrorCategory(status, body)).toBe(category);
});

it('reads the call that is not found, and the code inside a message', () => {
  const requestId = '6f4f8a0e-3c1d-4f9e-8a54-b2b1f1f5d0c2';

  expect(readGraphErrorBody(fixture('examples/30-error-call-not-found'))).toEqual({
    code: '8522',
    subcode: null,
    requestId,
  });
  const nested = readGraphErrorBody(fixture('examples/31-error-nested-json-7503'));
  expect(nested).toEqual({ code: '7503', subcode: null, requestId });
  expect(graphErrorCategory(500, nested)).toBe('refused');
});

it.each([
  ['an empty body', ''],
  ['HTML of a gateway', '<html><body>502 Bad Gateway</body></html>'],
  ['JSON of another shape', '[1, null, {"error": "text"}]'],
  ['an error that is null', '{"error": null}'],
])('reads nothing from %s', (_, body) => {
  expect(readGraphErrorBody(body)).toEqual({ code: null, subcode: null, requestId: null });
});

it.each([
  ['a number', '{"error":{"code":8522}}', { code: '8522', subcode: null, requestId: null }],
  [
    'another spelling of innerError',
    '{"error":{"code":"UnknownError","message":"x","innererror":{"request-id":"r1"}}}',
    { code: 'UnknownError', subcode: null, requestId: 'r1' },
  ],
  [
    'a DiagCode',
    '{"error":{"code":"BadRequest","message":"Bad Request. DiagCode: 400#2203.@"}}',
    { code: 'BadRequest', subcode: 2203, requestId: null },
  ],
])('reads %s', (_, body, expected) => {
  expect(readGraphErrorBody(body)).toEqual(expected);
});

it.each([
  [404, null, null, 'gone'],
  [410, null, null, 'gone'],
  [400, '8522', null, 'gone'],
  [500, 'UnknownError', 2203, 'refused'],
  [408, '8537', null, 'gone'],
  [400, null, null, 'refused'],
  [401, 'InvalidAuthenticationToken', null, 'refused'],
  [403, null, null, 'refused'],
  [302, null, null, 'refused'],
  [429, null, null, 'throttled'],
  [503, 'TooManyRequests', null, 'throttled'],
  [408, null, null, 'retry'],
  [500, null, null, 'retry'],
  [502, null, null, 'retry'],
  [503, null, 7106, 'retry'],
  [504, 'UnknownError', null, 'retry'],
] as const)('takes status %i with code %s and subcode %s as %s', (status, code, subcode, category) => {
  expect(graphErrorCategory(status, { code, subcode, requestId: null })).toBe(category);
});
