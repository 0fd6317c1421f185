import { expect, it } from 'vitest';
import { parseJsonText } from './json-text.js';

it.each(['', ' ', '{', '{"a":1,}', '<html>', 'undefined', '{"a":01}', '{12345678901234567890:1}', '"\n"'])(
  'says that %j is no JSON',
  (body) => {
    expect(parseJsonText(body)).toBeNull();
  },
);

it('keeps whole numbers that JavaScript would round, and nothing else, as text', () => {
  const body = String.raw`{"a":9007199254740993,"b":[-9007199254740993],"c":"9007199254740993","d":1.0000000000000001,
    "e":1234567890123456e3,"f":"\"9007199254740993","g":"\\","h":9007199254740993,"9007199254740993":0}`;

  expect(parseJsonText(body)?.json).toEqual({
    a: '9007199254740993',
    b: ['-9007199254740993'],
    c: '9007199254740993',
    d: 1,
    e: 1234567890123456000,
    f: '"9007199254740993',
    g: '\\',
    h: '9007199254740993',
    '9007199254740993': 0,
  });
});

it.each([
  ['9007199254740993', '9007199254740993'],
  ['\r\n\t -9007199254740993', '-9007199254740993'],
  ['[0,\n  9007199254740993 ]', [0, '9007199254740993']],
  ['[ [9007199254740993]]', [['9007199254740993']]],
  ['{"a" : \t9007199254740993}', { a: '9007199254740993' }],
  ['["a,9007199254740993"]', ['a,9007199254740993']],
])('finds them wherever JSON may have a number: %j', (body, json) => {
  expect(parseJsonText(body)).toEqual({ json });
});

it('tells JSON null from no JSON', () => {
  expect(parseJsonText('null')).toEqual({ json: null });
});
