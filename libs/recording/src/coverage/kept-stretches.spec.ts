import { expect, it } from 'vitest';
import { keptUnderPermits, withSegments, type StoredEvent } from './kept-stretches.js';

const event = (type: string, at: number, permitId: string, since: number | null = null): StoredEvent => ({
  type: `recording.${type}` as StoredEvent['type'],
  ...{ at: new Date(at), permitId, since: since === null ? null : new Date(since) },
});
const lost = [event('KeepingStarted', 10, '1'), event('MediaLost', 40, '1', 25)];

it('media is kept from when the host keeps until the permit closes, once per permit', () => {
  const events = [
    event('KeepingStarted', 10, '1'),
    event('KeepingStarted', 12, '1'),
    event('CallStateChanged', 20, '1'),
    event('CallEnded', 22, '1'),
    event('KeepingStarted', 30, '2'),
  ];

  expect(keptUnderPermits(events)).toEqual([
    { from: 10, to: 20, permitId: '1', because: 'callLeftItsState' },
    { from: 30, to: Infinity, permitId: '2', because: null },
  ]);
});

it('media that was lost was kept until it was last known to be there', () => {
  expect(keptUnderPermits(lost)).toEqual([{ from: 10, to: 25, permitId: '1', because: 'mediaLost' }]);
});

it('media is not kept by a permit whose host never said that it keeps, or said so when it had closed', () => {
  expect(keptUnderPermits([event('CallEnded', 40, '1')])).toEqual([]);
  expect(keptUnderPermits([event('CallEnded', 40, '1'), event('KeepingStarted', 41, '1')])).toEqual([]);
});

it('what a host shows to have kept after all belongs to the permit before it, and has no holes of a packet', () => {
  const events = [...lost, event('KeepingStarted', 6_000, '2')];
  const segments = [
    { from: 24, to: 28 },
    { from: 48, to: 900 },
    { from: 2_000, to: 3_000 },
    { from: 5_990, to: 7_000 },
  ];

  expect(withSegments(keptUnderPermits(events), segments).slice(2)).toEqual([
    { from: 24, to: 900, permitId: '1', because: 'mediaLost' },
    { from: 2_000, to: 3_000, permitId: '1', because: 'mediaLost' },
    { from: 5_990, to: 7_000, permitId: '2', because: 'mediaLost' },
  ]);
});
