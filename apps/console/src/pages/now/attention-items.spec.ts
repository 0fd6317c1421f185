import type { Capacity, Gap, MediaHost, Session, Statistics } from '@app/contracts';
import { expect, it } from 'vitest';
import { attentionItems, type Known } from './attention-items.js';

const host = (change: Partial<MediaHost> = {}) =>
  ({ hostId: 'a', reservedCalls: 2, silent: false, draining: false, drainOrdered: false, ...change }) as MediaHost;
const call = (change: Partial<Session> = {}) => ({ recordingStatus: 'recording', flags: [], ...change }) as Session;
const gap = {} as Gap;
const capacity = (live: number | null, monthly: number | null) =>
  ({
    liveCalls: { daysLeft: live, explanation: 'of live calls' },
    monthlyCalls: { daysLeft: monthly, explanation: 'of the month' },
  }) as Capacity;
const hour = (missed: number) => ({ missed }) as Statistics['totals'];

const said = (known: Known) => attentionItems(known).map(({ tone, what }) => `${tone}: ${what}`);

it('is quiet when all is well, and when nothing is known yet', () => {
  expect(said({})).toEqual([]);
  expect(
    said({
      hosts: [host(), host({ drainOrdered: true })],
      calls: [call()],
      hour: hour(0),
      gaps: { first: [], isAll: true },
      capacity: capacity(31, null),
    }),
  ).toEqual([]);
});

it.each<[Known, string[]]>([
  [{ hosts: [] }, ['bad: No media host takes calls']],
  [{ hosts: [host({ silent: true })] }, ['bad: No media host takes calls', 'bad: Media host a is silent']],
  [{ hosts: [host(), host({ hostId: 'b', silent: true })] }, ['bad: Media host b is silent']],
  [{ calls: [call({ recordingStatus: 'failed' })] }, ['bad: 1 call up, whose recording failed']],
  [{ calls: [call({ flags: ['x'] }), call({ flags: ['x', 'y'] })] }, ['warn: 2 calls up, with a flag']],
  [{ hour: hour(1) }, ['bad: An invitation was missed in the last hour']],
  [{ hour: hour(3) }, ['bad: 3 invitations were missed in the last hour']],
  [{ gaps: { first: [gap], isAll: true } }, ['bad: A gap that nothing explains']],
  [{ gaps: { first: [gap, gap], isAll: false } }, ['bad: 2 or more gaps that nothing explains']],
  [
    { capacity: capacity(0, 30) },
    ['bad: The quota of live calls is met', 'warn: Quota of calls a month: 30 days left'],
  ],
])('tells what needs somebody: %#', (known, items) => {
  expect(said(known)).toEqual(items);
});

it('tells the worst first', () => {
  const items = said({ calls: [call({ flags: ['x'] })], hour: hour(1) });

  expect(items.map((item) => item.split(':')[0])).toEqual(['bad', 'warn']);
});
