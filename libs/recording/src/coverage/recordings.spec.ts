import { describe, expect, it } from 'vitest';
import type { HeldSeat } from './presence.js';
import { recordingsOf, type Leg, type NamedRecorder, type ShownRecorder } from './recordings.js';

const leg = (sessionId: string, mediaHostId: string | null, from: number, to = Infinity): Leg => ({
  ...{ sessionId, mediaHostId },
  kept: [{ from, to, permitId: `of ${sessionId}`, because: to === Infinity ? null : 'mediaLost' }],
});
const seat = (sessionId: string, from: number, to = Infinity): HeldSeat => ({ sessionId, from, to, freedBy: null });
const named = (from: number, to = Infinity): NamedRecorder => ({ sessionId: 's', recorderId: 'r', from, to });
const shown = (from: number, to: number, status: string | null = 'recording', cutShort = false): ShownRecorder => ({
  ...{ sessionId: 's', recorderId: 'r', from, to, status, cutShort },
});

it('a call records whom it has a seat for, while it keeps; what ended first has ended it', () => {
  const recordings = recordingsOf(
    [leg('s', 'host', 10, 50), leg('t', null, 10), leg('u', 'host', 10)],
    [seat('s', 0), seat('t', 20, 40)],
    [],
    [],
  );

  expect(recordings).toEqual([
    {
      ...{ source: 'host host', sessionId: 's', recorderId: null, from: 10, to: 50 },
      ended: { key: 'permit of s', because: 'mediaLost' },
    },
    {
      ...{ source: 'call t', sessionId: 't', recorderId: null, from: 20, to: 40 },
      ended: { key: 'seat t 20', because: 'seatFreed' },
    },
  ]);
});

describe('a paired recorder', () => {
  const told = (names: NamedRecorder[], shows: ShownRecorder[]) =>
    recordingsOf([], [], names, shows).map(({ from, to, ended }) => [from, to, ended?.because ?? null]);

  it('records whom Teams named it for, while rosters show it', () => {
    expect(told([named(10, 90)], [shown(0, 40), shown(50, 100)])).toEqual([
      [10, 40, 'recorderGone'],
      [50, 90, 'recorderNotNamed'],
    ]);
    expect(told([named(10)], [shown(20, Infinity)])).toEqual([[20, Infinity, null]]);
    expect(told([named(10)], [])).toEqual([]);
  });

  it('counts unless it shows that it does not record', () => {
    const shows = [
      shown(0, 10, null),
      shown(10, 20, 'unknown'),
      shown(20, 30, 'failed'),
      shown(30, 40, 'notRecording'),
    ];

    expect(told([named(0)], shows)).toEqual([
      [0, 10, 'recorderNotRecording'],
      [10, 20, 'recorderNotRecording'],
    ]);
  });

  it('is known of only while the call is up that hears of it', () => {
    expect(told([named(0)], [shown(0, 30, 'recording', true)])).toEqual([[0, 30, 'callEnded']]);
    expect(told([{ ...named(0), sessionId: 'another' }], [shown(0, 30)])).toEqual([]);
  });
});
