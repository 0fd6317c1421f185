import { afterEach, beforeEach, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';
import { GroupingRecorder } from '../spec-support/grouping-recorder.js';
import type { StormReport } from './storm-report.js';
import type { StormState } from './storm.js';

const CAPACITY = 3;

let recorder: FakeRecorder;
let desk: Desk;
let grouping: GroupingRecorder;
beforeEach(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
  grouping = new GroupingRecorder(recorder, desk, CAPACITY);
});
afterEach(async () => {
  await desk.stop();
  recorder.stop();
});

const look = async () => (await desk.json<StormState>('GET', '/control/storm')).body;
const report = async () => (await desk.json<StormReport>('GET', '/control/storm/report')).body;

async function raged(wish: object): Promise<StormReport> {
  const storm = { seed: 3, invites: 12, perSecond: 100, steady: 2, meetings: 0.5, speech: 0, twins: 0.3, ...wish };
  expect((await desk.json('POST', '/control/storm', storm)).status).toBe(202);
  await eventually(async () => (await look()).state === 'over', 20_000);
  return report();
}

it(
  'plays calls and meetings until it has sent its invitations, and reports what became of each',
  { timeout: 30_000 },
  async () => {
    const { legs, joinings, takenTwice } = await raged({});

    expect(legs.length).toBeGreaterThanOrEqual(12);
    expect(new Set(legs.map(({ lane }) => lane))).toEqual(new Set([0, 1]));
    for (const leg of legs) {
      expect(leg.posts).toMatchObject([{ status: 202, url: expect.stringContaining('/api/calls') as string }]);
      expect(leg.answersSeen).toMatchObject([
        { status: 202, callbackUri: expect.stringContaining(leg.callId) as string },
      ]);
      expect(leg.mostHandled).toBeLessThanOrEqual(CAPACITY);
    }
    expect(joinings.length).toBeGreaterThan(0);
    expect(joinings.filter(({ decision, status }) => decision === 'notUnderstood' || status !== 200)).toEqual([]);
    expect(takenTwice).toEqual([]);
  },
);

it('steady calls last until everything is ended', { timeout: 30_000 }, async () => {
  const { legs } = await raged({});
  const steady = legs.filter(({ isSteady }) => isSteady);
  expect(steady.map(({ state }) => state)).toEqual(['established', 'established']);
  expect((await look()).up).toBe(2);

  await desk.json('POST', '/control/storm/end', {});

  expect((await look()).up).toBe(0);
  expect((await report()).legs.filter(({ endedAt }) => endedAt === null)).toEqual([]);
});

it('a recorder that accepts more than it has room for shows in the report', { timeout: 30_000 }, async () => {
  const accepted = { '@odata.type': '#microsoft.graph.acceptJoinResponse' };
  // Long enough for two to ask while there is room for one.
  grouping.instead = () => new Promise((resolve) => setTimeout(resolve, 100, accepted));

  const { legs } = await raged({ invites: 40, meetings: 1, perSecond: 60 });

  expect(Math.max(...legs.map(({ mostHandled }) => mostHandled))).toBeGreaterThan(CAPACITY);
});

it('only one storm rages at a time', { timeout: 30_000 }, async () => {
  await desk.json('POST', '/control/storm', { invites: 3, perSecond: 100, steady: 0, meetings: 0 });

  expect((await desk.json('POST', '/control/storm', { invites: 3, perSecond: 100 })).status).toBe(409);

  await eventually(async () => (await look()).state === 'over', 20_000);
});
