import { expect, it } from 'vitest';
import { joined } from './joined.js';

const of = (...texts: string[]) =>
  texts.map((text) => {
    const [from = '', to = ''] = text.split('-');
    return { from, to: to === '' ? null : to };
  });

it.each([
  [[], []],
  [['10-20', '20-30'], ['10-30']],
  [['20-40', '10-30', '15-18'], ['10-40']],
  [
    ['10-20', '21-30'],
    ['10-20', '21-30'],
  ],
  [['10-', '20-30'], ['10-']],
  [['10-20', '20-'], ['10-']],
])('joins %j into %j', (stretches, whole) => {
  expect(joined(of(...stretches))).toEqual(of(...whole));
});
