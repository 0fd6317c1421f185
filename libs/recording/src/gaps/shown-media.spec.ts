import { expect, it } from 'vitest';
import type { GapCause } from './gap-causes.js';
import { shownMedia } from './shown-media.js';

const S = 1_000;
type Pair = [from: number, to: number];

function shown(
  kept: Pair[],
  segments: Pair[],
  { turns = [], mediaHostId = 'host' }: { turns?: [number, GapCause][]; mediaHostId?: string | null } = {},
) {
  const stretches = (pairs: Pair[]) => pairs.map(([from, to]) => ({ from: from * S, to: to * S }));
  const obligation = {
    ...{ invitedAt: 0, from: 0, until: Infinity, isUnserved: false },
    turns: turns.map(([from, cause]) => ({ from: from * S, cause })),
  };
  const told = stretches(kept).map((each) => ({ ...each, permitId: `${each.from}`, because: null }));
  return shownMedia({ mediaHostId, kept: told, obligation }, stretches(segments)).map(({ from, to }) => [
    from / S,
    to / S,
  ]);
}

it('what a host shows nothing of was not kept; holes of a second are none', () => {
  expect(shown([[0, 600]], [])).toEqual([]);
  const segments: Pair[] = [
    [0, 100],
    [100.9, 200],
    [230, 600],
  ];
  expect(shown([[0, 600]], segments)).toEqual([
    [0, 200],
    [230, 600],
  ]);
});

it('the first segment may begin and the last end by another clock, a minute apart at most', () => {
  expect(shown([[0, 600]], [[59, 550]])).toEqual([[0, 600]]);
  expect(shown([[0, 600]], [[70, 520]])).toEqual([[70, 520]]);
});

it('what is forgiven of one stretch is not of the next', () => {
  const kept: Pair[] = [
    [0, 100],
    [110, 200],
  ];

  expect(
    shown(kept, [
      [0, 100],
      [160, 200],
    ]),
  ).toEqual([
    [0, 100],
    [160, 200],
  ]);
});

it('of media that Microsoft takes there is nothing to be shown', () => {
  expect(shown([[0, 600]], [], { mediaHostId: null })).toEqual([[0, 600]]);
});

it('what it shows counts while its word was awaited, and in no pause', () => {
  const turns: [number, GapCause][] = [
    [0, 'starting'],
    [50, 'paused'],
  ];

  expect(shown([[20, 50]], [[2, 80]], { turns })).toEqual([
    [20, 50],
    [2, 20],
  ]);
  expect(shown([], [[2, 80]], { turns })).toEqual([[2, 50]]);
});
