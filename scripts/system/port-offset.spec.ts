import { expect, it } from 'vitest';
import { directoryOf, portOffset } from './port-offset.js';

it.each([
  [undefined, 0],
  ['', 0],
  ['1000', 1_000],
])('START_PORT_OFFSET=%s moves every port by %i', (text, offset) => {
  expect(portOffset(text)).toBe(offset);
});

it.each(['abc', '-1', '0.5', '60001'])('START_PORT_OFFSET=%s is refused by its name', (text) => {
  expect(() => portOffset(text)).toThrow('START_PORT_OFFSET must be');
});

it('a system whose ports are moved keeps its data apart', () => {
  expect(directoryOf('/project/.data', 0)).toBe('/project/.data');
  expect(directoryOf('/project/.data', 1_000)).toBe('/project/.data/offset-1000');
});
