import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk, eventually } from './spec-support/desk.js';
import { FakeMediaHost, FakeRecorder } from './spec-support/fake-recorder.js';

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

it('plays a policy-recorded call with a recorder that does its part', async () => {
  recorder.onIncoming = ({ data }) =>
    desk.graph('POST', `/communications/calls/${String(data.id)}/answer`, {
      callbackUri: `${recorder.origin}/api/calls/key-1`,
      acceptedModalities: ['audio'],
      mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: host.blob() },
      participantCapacity: 100,
    });
  recorder.onOther = ({ data, resourceUrl }) =>
    data.state === 'established' && desk.graph('POST', `${resourceUrl}/updateRecordingStatus`, { status: 'recording' });

  const { body } = await desk.json<{ runId: string }>('POST', '/control/scenarios/policy-recording', {
    seed: 7,
    overrides: { talkSeconds: 0.5 },
  });
  type Run = { state: string; failure: string | null; callIds: [string] };
  let run: Run | undefined;
  await eventually(async () => {
    run = (await desk.json<Run>('GET', `/control/runs/${body.runId}`)).body;
    return run.state !== 'playing';
  }, 8_000);
  const callId = run?.callIds[0] ?? '';
  await eventually(() => recorder.story(callId).at(-1) === 'terminated');

  expect(run).toMatchObject({ state: 'played', failure: null });
  expect(recorder.story(callId)).toEqual([
    'incoming',
    'establishing',
    'established',
    'participants',
    'participants',
    'terminated',
  ]);
  const [hello = '', ...rest] = Buffer.concat(host.bytes).toString('latin1').split('\n');
  expect(JSON.parse(hello)).toEqual({ mpMediaSessionId: 'session-1', callId });
  expect(rest.join('\n').length).toBeGreaterThan(640 * 15);
});
