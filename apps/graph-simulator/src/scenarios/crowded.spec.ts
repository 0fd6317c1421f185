import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeMediaHost, FakeRecorder } from '../spec-support/fake-recorder.js';
import { GroupingRecorder } from '../spec-support/grouping-recorder.js';
import { play, told } from '../spec-support/play.js';

let recorder: FakeRecorder;
let hosts: FakeMediaHost[];
let desk: Desk;
let grouping: GroupingRecorder;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  hosts = await Promise.all([FakeMediaHost.start(), FakeMediaHost.start()]);
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
  for (const host of hosts) host.stop();
});

beforeEach(() => {
  recorder.received.length = 0;
  recorder.onOther = ({ data, resourceUrl }) =>
    data.state === 'established' && report(resourceUrl.replace('/communications/calls/', ''), 'recording');
  for (const host of hosts) host.onLost = (callId) => void report(callId, 'failed');
  grouping = new GroupingRecorder(recorder, desk, 10);
  let turn = 0;
  grouping.mediaConfig = () => ({
    '@odata.type': '#microsoft.graph.appHostedMediaConfig',
    blob: hosts[(turn += 1) % 2]?.blob(),
  });
});

/** A test may be over before its last call is. */
const report = (callId: string, status: string) =>
  desk.graph('POST', `/communications/calls/${callId}/updateRecordingStatus`, { status }).catch(() => undefined);
const busy = () => ({ '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' });

it.each([false, true])('large-meeting: as many legs as the capacity needs (together: %s)', async (together) => {
  const run = await play(desk, 'large-meeting', { people: 35, together });

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(run.callIds).toHaveLength(4);
  expect(told(run)).toContain('35 users are in, on 4 legs (10 + 10 + 10 + 5)');
});

it('large-meeting: fails when somebody is recorded by nobody', async () => {
  grouping.instead = busy;

  expect((await play(desk, 'large-meeting', { people: 2 }, 25_000)).failure).toBe(
    '1 of 2 users are recorded by no leg',
  );
}, 30_000);

it('large-meeting: whoever is turned away tries again', async () => {
  let turn = 0;
  grouping.instead = () => ((turn += 1) === 1 ? busy() : undefined);

  const run = await play(desk, 'large-meeting', { people: 4, together: true });

  expect(run.failure).toBeNull();
  expect(told(run)).toContain('turned away and come again: 1');
});

it('large-meeting: fails when a leg takes more than it has room for', async () => {
  grouping.instead = () => ({ '@odata.type': '#microsoft.graph.acceptJoinResponse' });

  const { failure } = await play(desk, 'large-meeting', { people: 15, together: true });

  expect(failure).toBe('a leg records 15 and has room for 10');
});

it('first-invite-race: five invitations, all of them answered, and a sixth user on one of the legs', async () => {
  const run = await play(desk, 'first-invite-race');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(run.callIds).toHaveLength(5);
});

it('first-invite-race: fails when one of the five is hung up', async () => {
  const answer = recorder.onIncoming;
  let turn = 0;
  recorder.onIncoming = (received) =>
    (turn += 1) === 3 ? desk.graph('POST', `${received.resourceUrl}/reject`, { reason: 'busy' }) : answer(received);

  expect((await play(desk, 'first-invite-race')).failure).toBe('no answer: rejected as busy');
});

it('twin-invitations: two hosts, and the second recorder outlives the first one', async () => {
  const run = await play(desk, 'twin-invitations');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(run.callIds).toHaveLength(2);
  expect(told(run)).toContain('Media is on two hosts');
});

it('twin-invitations: fails when a twin would not have the second user', async () => {
  let turn = 0;
  grouping.instead = () => ((turn += 1) === 1 ? busy() : undefined);

  expect((await play(desk, 'twin-invitations')).failure).toBe('a twin did not take the second user');
});

it('twin-invitations: fails when the failure of the first ends the second', async () => {
  for (const host of hosts) {
    host.onLost = () => {
      for (const callId of grouping.seats.keys()) void report(callId, 'failed');
    };
  }

  expect((await play(desk, 'twin-invitations', { talkSeconds: 3 })).failure).toBe('the second recorder shows failed');
});

it('paired-recorder-lost: rosters show the other recorder until it is gone', async () => {
  const run = await play(desk, 'paired-recorder-lost', { talkSeconds: 1.8 });

  expect(run).toMatchObject({ state: 'played', failure: null });
  const statuses = () =>
    recorder.received
      .filter(({ resourceUrl }) => run.callIds.some((callId) => resourceUrl.endsWith(`/${callId}/participants`)))
      .map(({ data }) => [...JSON.stringify(data).matchAll(/"recordingStatus":"(\w+)"/g)].map(([, status]) => status));
  await eventually(() => statuses().at(-1)?.join() === 'recording');
  expect(statuses().at(0)).toEqual(['notRecording', 'recording']);
  expect(statuses()).toContainEqual(['recording', 'failed']);
});
