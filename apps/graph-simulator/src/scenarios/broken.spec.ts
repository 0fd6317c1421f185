import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeDesk } from '../spec-support/fake-desk.js';
import { FakeMediaHost, FakeRecorder } from '../spec-support/fake-recorder.js';
import { GroupingRecorder } from '../spec-support/grouping-recorder.js';
import { play, told } from '../spec-support/play.js';

let recorder: FakeRecorder;
let hosts: FakeMediaHost[];
let broken: FakeDesk;
let desk: Desk;
let grouping: GroupingRecorder;
/** Hosts that take nothing new, by number. */
let shut: Set<number>;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  hosts = await Promise.all([FakeMediaHost.start(), FakeMediaHost.start()]);
  broken = await FakeDesk.start();
  broken.programs = [
    { name: 'recorder-1', role: 'recorder', ports: [Number(new URL(recorder.origin).port)] },
    ...hosts.map(({ port }, index) => ({ name: `media-host-${index + 1}`, role: 'mediaHost', ports: [9, port] })),
  ];
  desk = await Desk.start({
    SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls`,
    SIMULATOR_DESK_URL: broken.url,
  });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
  broken.stop();
  for (const host of hosts) host.stop();
});

beforeEach(() => {
  recorder.received.length = 0;
  broken.orders.length = 0;
  broken.onOrder = () => undefined;
  shut = new Set();
  recorder.onOther = ({ data, resourceUrl }) =>
    data.state === 'established' && report(resourceUrl.replace('/communications/calls/', ''), 'recording');
  for (const host of hosts) host.onLost = (callId) => void report(callId, 'failed');
  grouping = new GroupingRecorder(recorder, desk, 10);
  grouping.mediaConfig = () => ({
    '@odata.type': '#microsoft.graph.appHostedMediaConfig',
    blob: hosts[shut.has(0) ? 1 : 0]?.blob(),
  });
  grouping.instead = ({ path }) =>
    shut.has(0)
      ? { '@odata.type': '#microsoft.graph.inviteNewBotResponse', inviteUri: recorder.origin + path }
      : undefined;
});
afterEach(() => {
  recorder.status = 202;
});

/** A test may be over before its last call is. */
const report = (callId: string, status: string) =>
  desk.graph('POST', `/communications/calls/${callId}/updateRecordingStatus`, { status }).catch(() => undefined);

it('host-drained: the second user goes to another host, and the first leg goes on', async () => {
  broken.onOrder = (order) => void (order.includes('drain') ? shut.add(0) : shut.delete(0));

  const run = await play(desk, 'host-drained');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(broken.orders).toEqual(['/media-hosts/media-host-1/drain {}', '/media-hosts/media-host-1/resume {}']);
  expect(told(run)).toContain('The new leg has its media on media-host-2');
});

it('host-drained: fails when the leg takes the second user all the same, and leaves no host drained', async () => {
  const run = await play(desk, 'host-drained');

  expect(run.failure).toBe('the second user got accepted, not inviteNewBot');
  expect(broken.orders.at(-1)).toBe('/media-hosts/media-host-1/resume {}');
});

it('host-killed: the loss is reported, and the second user is recorded elsewhere', async () => {
  broken.onOrder = () => {
    shut.add(0);
    hosts[0]?.dropAll();
  };

  const run = await play(desk, 'host-killed');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(broken.orders).toEqual(['/programs/media-host-1/signal {"signal":"SIGKILL"}']);
});

it('replica-killed-mid-answer: whoever answers in the place of the dead is named', async () => {
  let attempts = 0;
  recorder.onIncoming = async ({ resourceUrl }) => {
    for (let status = 503; status === 503; attempts += 1) {
      ({ status } = await desk.graph('POST', `${resourceUrl}/answer`, {
        callbackUri: `${recorder.origin}/api/calls/key-1`,
        acceptedModalities: ['audio'],
        mediaConfig: grouping.mediaConfig(),
      }));
    }
  };

  const run = await play(desk, 'replica-killed-mid-answer');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(attempts).toBe(2);
  expect(told(run)).toContain('recorder-1 is killed while it waits for Graph');
});

it('replica-killed-mid-answer: fails when nobody takes over', async () => {
  recorder.onIncoming = ({ resourceUrl }) =>
    desk.graph('POST', `${resourceUrl}/answer`, {
      callbackUri: `${recorder.origin}/api/calls/key-1`,
      acceptedModalities: ['audio'],
      mediaConfig: grouping.mediaConfig(),
    });

  expect((await play(desk, 'replica-killed-mid-answer')).failure).toMatch(/^no answer: 408/);
});

it('postgres-restart: an invitation meanwhile is replied to, and the next one is answered', async () => {
  broken.onOrder = async () => {
    const posted = () => recorder.received.filter(({ data }) => data.state === 'incoming').length;
    const before = posted();
    recorder.status = 503;
    await eventually(() => posted() >= before + 2);
    recorder.status = 202;
  };

  const run = await play(desk, 'postgres-restart');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(broken.orders).toEqual(['/database/restart {"mode":"immediate","downMs":5000}']);
  expect(told(run)).toContain('The invitation meanwhile got 503, and repeats got');
});

it('a story that breaks programs says what it lacks where nothing can be broken', async () => {
  const alone = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
  new GroupingRecorder(recorder, alone, 10).mediaConfig = grouping.mediaConfig;
  recorder.onOther = ({ data, resourceUrl }) =>
    data.state === 'established' &&
    alone.graph('POST', `${resourceUrl}/updateRecordingStatus`, { status: 'recording' });

  const { failure } = await play(alone, 'host-drained');

  await alone.stop();
  expect(failure).toContain('SIMULATOR_DESK_URL is not set');
});
