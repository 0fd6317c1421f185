import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeMediaHost, FakeRecorder, type Received } from '../spec-support/fake-recorder.js';
import { play as playOn, told } from '../spec-support/play.js';
import { SCENARIOS } from './index.js';

let recorder: FakeRecorder;
let host: FakeMediaHost;
let desk: Desk;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  host = await FakeMediaHost.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
  host.stop();
});

beforeEach(() => {
  recorder.received.length = 0;
  recorder.onIncoming = answer;
  recorder.onJoining = () => ({ '@odata.type': '#microsoft.graph.acceptJoinResponse' });
  recorder.onOther = ({ data, resourceUrl }) =>
    data.state === 'established' && desk.graph('POST', `${resourceUrl}/updateRecordingStatus`, { status: 'recording' });
});

function answer({ resourceUrl }: Received) {
  return desk.graph('POST', `${resourceUrl}/answer`, {
    callbackUri: `${recorder.origin}/api/calls/key-1`,
    acceptedModalities: ['audio'],
    mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: host.blob() },
    callOptions: { '@odata.type': '#microsoft.graph.incomingCallOptions', isContentSharingNotificationEnabled: true },
    participantCapacity: 10,
  });
}

const reject = ({ resourceUrl }: Received) => desk.graph('POST', `${resourceUrl}/reject`, { reason: 'busy' });

const play = (name: string) => playOn(desk, name);
const heard = (name: string) => recorder.received.some(({ resourceUrl }) => resourceUrl.includes(name));

async function statuses(callId: string | undefined, verb: string): Promise<number[]> {
  type Entries = { items: { verb: string; status: number }[] };
  const { items } = (await desk.json<Entries>('GET', `/control/transcript?callId=${callId}`)).body;
  return items.filter((item) => item.verb === verb).map(({ status }) => status);
}

it('lists every story with its steps, for people', async () => {
  const { items } = (await desk.json<{ items: { name: string; explain: string[] }[] }>('GET', '/control/scenarios'))
    .body;

  expect(items.map(({ name }) => name)).toEqual(SCENARIOS.map(({ name }) => name));
  expect(items.every(({ explain }) => explain.length >= 3)).toBe(true);
  expect((await desk.json('POST', '/control/scenarios/nowhere', {})).status).toBe(404);
});

it('peer-to-peer: a recorder may decline a call outside policy, and it gets no roster if it answers', async () => {
  recorder.onIncoming = reject;
  expect(told(await play('peer-to-peer'))).toContain('rejected as busy');

  recorder.onIncoming = answer;
  const answered = await play('peer-to-peer');

  expect(answered).toMatchObject({ state: 'played' });
  expect(heard('participants')).toBe(false);
});

it('voip-app-hosted: content sharing is told, begin and end, to an application that asked for it', async () => {
  const run = await play('voip-app-hosted');

  const sharing = () => recorder.received.filter(({ resourceUrl }) => resourceUrl.includes('/contentsharingsessions/'));
  expect(run).toMatchObject({ state: 'played' });
  await eventually(() => sharing().length === 2);
  expect(sharing().map(({ changeType }) => changeType)).toEqual(['created', 'deleted']);
});

it('meeting: three users under policy share the one leg that has room', async () => {
  const run = await play('meeting');

  expect(run).toMatchObject({ state: 'played', callIds: [expect.any(String)] });
  await eventually(() => heard('participantLeftNotification'));
});

it('answer-refused, late-answer, throttled: a recorder that tries once has missed the call', async () => {
  const [refused, late, throttled] = await Promise.all(['answer-refused', 'late-answer', 'throttled'].map(play));
  if (!refused || !late || !throttled) throw new Error('A run was lost');

  expect(refused).toMatchObject({ state: 'played' });
  expect(told(refused)).toContain('408/8544');
  expect(told(refused)).toContain('Graph said 403');
  expect(late).toMatchObject({ state: 'played' });
  await eventually(async () => (await statuses(late.callIds[0], 'answer')).includes(404));
  expect(throttled).toMatchObject({ state: 'failed', failure: expect.stringContaining('no answer') as string });
});

it('throttled: passes one that waits as asked and repeats', async () => {
  recorder.onIncoming = async (received) => {
    const first = await answer(received);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
    return answer(received);
  };

  expect(await play('throttled')).toMatchObject({ state: 'played' });
});

it('no-media-host: expects a rejection, not silence and not an answer', async () => {
  recorder.onIncoming = reject;
  expect(await play('no-media-host')).toMatchObject({ state: 'played' });

  recorder.onIncoming = answer;
  expect(await play('no-media-host')).toMatchObject({ state: 'failed' });
});

it('media-unreachable: establishing, then 500/1005', async () => {
  const run = await play('media-unreachable');

  expect(run).toMatchObject({ state: 'played' });
  expect(told(run)).toContain('500/1005');
});

it('lost-terminated: the end is not told, and keepAlive finds no call', async () => {
  const run = await play('lost-terminated');
  const callId = run.callIds[0] ?? '';

  const { status, code } = await desk.graph('POST', `/communications/calls/${callId}/keepAlive`);

  expect([status, code]).toEqual([404, '8522']);
  expect(recorder.story(callId)).not.toContain('terminated');
});
