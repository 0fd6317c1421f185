import { expect, it } from 'vitest';
import { readCall } from './call-info.js';
import { readResultInfo } from './result-info.js';

const messageOf = (message: unknown) => readResultInfo({ code: 487, subcode: 10004, message })?.message;

it.each([
  'Joined through https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc. DiagCode: 0#5010.@',
  'kim.beispiel@contoso.com hung up',
  'The call from +14255550123 was not answered',
  'Token eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln has expired',
  `${'x '.repeat(505)}kim@contoso.com`,
])('keeps of a result that says "%s" the codes and not the words', (message) => {
  expect(readResultInfo({ code: '487', subcode: 10004, message })).toEqual({
    code: 487,
    subcode: 10004,
    message: '[redacted]',
  });
});

it('keeps the words of a result that name nobody, as many as it needs', () => {
  const ended = 'The conversation has ended. DiagCode: 0#5002.@';

  expect(messageOf(ended)).toBe(ended);
  expect(messageOf(`${'é '.repeat(511)}é\u{1F600}`)).toHaveLength(1_024);
  expect(messageOf(`${'é '.repeat(511)}é\u{1F600}`)).toMatch(/\uFFFD$/);
  expect([messageOf(''), messageOf(7), messageOf(null)]).toEqual([null, null, null]);
});

it('reads the reason of an end as carefully as its result', () => {
  expect(readCall({ terminationReason: 'kim@contoso.com left' }).terminationReason).toBe('[redacted]');
  expect(readCall({ terminationReason: 'AppTransferred' }).terminationReason).toBe('AppTransferred');
});
