import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidRequest } from '../http/invalid-request.errors.js';
import { ANY_ID, cursorOf, positionOf, UUID } from './cursor.js';

const micros = fc.bigInt({ min: 0n, max: 9_999_999_999_999_999n }).map(String);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('gives back the position that it was made of', () => {
  fc.assert(
    fc.property(micros, fc.uuid(), (at, id) => {
      expect(positionOf(cursorOf({ at, id }) ?? undefined, UUID)).toEqual({ at, id });
    }),
  );
});

it('has no cursor for the last page, and starts at the top without one', () => {
  expect(cursorOf(null)).toBeNull();
  expect(positionOf(undefined, UUID)).toBeNull();
});

it.each([
  ['nothing', ''],
  ['no base64', '!!!'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['another shape', encoded({ at: '1', id: 'x' })],
  ['too few parts', encoded(['1'])],
  ['a time that is no number', encoded(['now', crypto.randomUUID()])],
  ['a time beyond what Postgres adds up', encoded(['99999999999999999', crypto.randomUUID()])],
  ['a negative time', encoded(['-1', crypto.randomUUID()])],
  ['an id that is no session id', encoded(['1', 'x'])],
  ['a number for an id', encoded(['1', 7])],
])('refuses a cursor that is %s', (_what, cursor) => {
  expect(() => positionOf(cursor, UUID)).toThrow(InvalidRequest);
});

it('refuses an id that Postgres cannot take', () => {
  expect(() => positionOf(encoded(['1', 'a\u0000b']), ANY_ID)).toThrow(InvalidRequest);
  expect(() => positionOf(encoded(['1', 'x'.repeat(301)]), ANY_ID)).toThrow(InvalidRequest);
});

it('never fails in another way, whatever is sent', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(encoded)), (cursor) => {
      try {
        positionOf(cursor, ANY_ID);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidRequest);
      }
    }),
  );
});
