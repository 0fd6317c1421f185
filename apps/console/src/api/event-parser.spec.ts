import { expect, it } from 'vitest';
import { EventParser } from './event-parser.js';

const STREAM = [
  'retry: 2000\n\n',
  'id: 41\nevent: sessions\ndata: {"sessions":[]}\n\n',
  ': alive\n\n',
  'event: reset\r\ndata: {}\r\n\r\n',
  'data: one\ndata:two\n\n',
  'id: 42\n: alive\n\n',
].join('');

const EVENTS = [
  { type: 'sessions', data: '{"sessions":[]}' },
  { type: 'reset', data: '{}' },
  { type: 'message', data: 'one\ntwo' },
];

it('hears every event, however the network cuts the stream', () => {
  for (let length = 1; length <= STREAM.length; length += 1) {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < STREAM.length; at += length) events.push(...parser.read(STREAM.slice(at, at + length)));

    expect(events, `in pieces of ${length}`).toEqual(EVENTS);
    expect(parser.lastEventId).toBe('42');
  }
});

it('tells no event before it has ended', () => {
  const parser = new EventParser();

  expect(parser.read('event: sessions\ndata: {"sess')).toEqual([]);
  expect(parser.read('ions":[]}\n')).toEqual([]);
  expect(parser.read('\n')).toEqual([{ type: 'sessions', data: '{"sessions":[]}' }]);
});
