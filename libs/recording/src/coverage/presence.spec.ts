import { expect, it } from 'vitest';
import { presenceOf, type HeldSeat, type SignsOfPresence } from './presence.js';

const seat = (from: number, to: number, freedBy: string | null, sessionId = 's'): HeldSeat => ({
  ...{ sessionId, from, to, freedBy },
});
const told = (signs: Partial<SignsOfPresence>) =>
  presenceOf({ seats: [], rosters: [], asked: [], ...signs }).map(({ from, to }) => [from, to]);

it('somebody is there while they have a seat or a roster shows them', () => {
  expect(told({ seats: [seat(10, 30, 'ended')], rosters: [{ from: 20, to: 50 }] })).toEqual([[10, 50]]);
});

it('who left and came back was away in between, although rosters tell of the first coming only', () => {
  const rosters = [{ from: 10, to: Infinity }];

  expect(told({ seats: [seat(10, 30, 'left'), seat(40, Infinity, null)], rosters })).toEqual([
    [10, 30],
    [40, Infinity],
  ]);
  expect(told({ seats: [seat(10, 30, 'roster')], rosters, asked: [12, 35] })).toEqual([
    [10, 30],
    [35, Infinity],
  ]);
});

it('who has left one call has left, whatever the others have yet to hear', () => {
  const others = [seat(10, 34, 'left', 't'), seat(10, Infinity, null, 'u')];

  expect(told({ seats: [seat(10, 30, 'left'), ...others], rosters: [{ from: 10, to: 36 }] })).toEqual([[10, 30]]);
});

it('who moved to another call, or whose call ended, has not left', () => {
  const moved = [seat(10, 30, 'moved'), seat(30, 40, 'ended', 't')];

  expect(told({ seats: moved, rosters: [{ from: 10, to: 60 }] })).toEqual([[10, 60]]);
});
