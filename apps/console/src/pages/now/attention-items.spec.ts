import type { Capacity, Gap, MediaHost, Session, Statistics } from '@app/contracts';
import { expect, it } from 'vitest';
import { attentionItems, type Known } from './attention-items.js';

const host = (change: Partial<MediaHost> = {}) =>
  ({ hostId: 'a', reservedCalls: 2, silent: false, draining: false, drainOrdered: false, ...change }) as MediaHost;
const call = (change: Partial<Session> = {}) =>
  ({
    recordingStatus: 'notRecording',
    standingOrder: null,
    flags: [],
    ...change,
  }) as Session;
const gap = {} as Gap;
const listed = <Item>(...items: Item[]) => ({ items, nextCursor: null });
const more = <Item>(...items: Item[]) => ({ items, nextCursor: 'x' });
const unrecorded = (...calls: Partial<Session>[]) => listed(...calls.map(call));
const capacity = (live: number | null, monthly: number | null) =>
  ({
    liveCalls: { daysLeft: live, explanation: 'of live calls' },
    monthlyCalls: { daysLeft: monthly, explanation: 'of the month' },
  }) as Capacity;
const hour = (missed: number, failed = 0) => ({ from: 'F', totals: { missed, failed } as Statistics['totals'] });

const said = (known: Known) => attentionItems(known).map(({ tone, what }) => `${tone}: ${what}`);

it('is quiet when all is well, and when nothing is known yet', () => {
  expect(said({})).toEqual([]);
  expect(
    said({
      hosts: [host(), host({ drainOrdered: true })],
      unrecorded: unrecorded(),
      flagged: listed<Session>(),
      hour: hour(0),
      gaps: listed<Gap>(),
      capacity: capacity(31, null),
    }),
  ).toEqual([]);
});

it.each<[Known, string[]]>([
  [{ hosts: [] }, ['bad: No media host takes calls']],
  [{ hosts: [host({ silent: true })] }, ['bad: No media host takes calls', 'bad: Media host a is silent']],
  [{ hosts: [host(), host({ hostId: 'b', silent: true })] }, ['bad: Media host b is silent']],
  [{ unrecorded: unrecorded({ recordingStatus: 'failed' }) }, ['bad: 1 call up, whose recording failed']],
  [
    { unrecorded: unrecorded({ recordingStatus: 'failed', standingOrder: 'paused' }) },
    ['bad: 1 call up, whose recording failed'],
  ],
  [{ unrecorded: unrecorded({}, {}) }, ['bad: 2 calls up, whose recording has not begun']],
  [
    { unrecorded: unrecorded({ recordingStatus: 'recording' }) },
    ['bad: 1 call up, shown as recorded, but not wholly kept'],
  ],
  [
    { unrecorded: unrecorded({ standingOrder: 'paused' }, { standingOrder: 'stopped' }) },
    ['warn: 1 call up, whose recording somebody has stopped', 'warn: 1 call up, whose recording is paused'],
  ],
  [
    { unrecorded: more(call({ standingOrder: 'paused' })) },
    [
      'bad: More than 1 call up, not recorded as policy wants it',
      'warn: 1 or more calls up, whose recording is paused',
    ],
  ],
  [{ flagged: listed(call({ flags: ['x'] }), call({ flags: ['x', 'y'] })) }, ['warn: 2 calls up, with a flag']],
  [{ hour: hour(1) }, ['bad: An invitation was missed in the last hour']],
  [{ hour: hour(3) }, ['bad: 3 invitations were missed in the last hour']],
  [{ hour: hour(0, 1) }, ['bad: Recording failed in 1 call of the last hour']],
  [{ gaps: listed(gap) }, ['bad: A gap that nothing explains']],
  [{ gaps: more(gap, gap) }, ['bad: 2 or more gaps that nothing explains']],
  [
    { capacity: capacity(0, 30) },
    ['bad: The quota of live calls is met', 'warn: Quota of calls a month: 30 days left'],
  ],
])('tells what needs somebody: %#', (known, items) => {
  expect(said(known)).toEqual(items);
});

it('tells the worst first', () => {
  const items = said({ flagged: listed(call({ flags: ['x'] })), hour: hour(1) });

  expect(items.map((item) => item.split(':')[0])).toEqual(['bad', 'warn']);
});

it('leads to just those calls that it counts', () => {
  const items = attentionItems({
    unrecorded: unrecorded({ recordingStatus: 'failed' }, { standingOrder: 'paused' }),
    flagged: listed(call({ flags: ['x'] })),
    hour: { from: '2026-01-15T09:00:00.000Z', totals: { missed: 2, failed: 1 } as Statistics['totals'] },
  });

  expect(Object.fromEntries(items.map(({ key, where: [path] }) => [key, path]))).toEqual({
    failed: '/sessions?unrecorded=true&recordingStatus=failed',
    paused: '/sessions?unrecorded=true&recordingStatus=notRecording',
    flags: '/sessions?active=true&flagged=true',
    missed: '/sessions?response=missed&from=2026-01-15T09%3A00%3A00.000Z',
    'failed-lately': '/sessions?recordingStatus=failed&from=2026-01-15T09%3A00%3A00.000Z',
  });
});
