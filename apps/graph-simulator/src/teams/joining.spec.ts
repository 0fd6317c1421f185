import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';

let recorder: FakeRecorder;
let desk: Desk;
let capacity = 0;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
  recorder.onIncoming = ({ data }) =>
    capacity >= 0 &&
    desk.graph('POST', `/communications/calls/${String(data.id)}/answer`, {
      callbackUri: `${recorder.origin}/api/calls/key-1`,
      acceptedModalities: ['audio'],
      mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
      participantCapacity: capacity,
    });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
});

beforeEach(() => {
  recorder.received.length = 0;
  recorder.onJoining = () => ({ '@odata.type': '#microsoft.graph.acceptJoinResponse' });
  capacity = 2;
});

type Joined = { callId: string | null; sameLeg: boolean; participantId: string };

async function aMeeting(): Promise<string> {
  const { callId } = (await desk.json<{ callId: string }>('POST', '/control/invite', {})).body;
  await eventually(() => capacity < 0 || recorder.story(callId).includes('participants'));
  return callId;
}

const join = async (callId: string) => (await desk.json<Joined>('POST', `/control/calls/${callId}/join`, {})).body;
const handled = async (callId: string) =>
  (await desk.json<{ handledParticipants: string[] }>('GET', `/control/calls/${callId}`)).body.handledParticipants;
const invitations = () => recorder.received.filter(({ data }) => data.state === 'incoming').length;

it('asks a leg with room instead of inviting again, and lets it record one more', async () => {
  const callId = await aMeeting();

  const joined = await join(callId);

  const asked = recorder.received.find(({ resourceUrl }) => resourceUrl.endsWith('participantJoiningNotification'));
  expect(joined).toMatchObject({ callId, sameLeg: true });
  expect(asked?.path).toBe('/api/calls/key-1');
  expect(asked?.data.call).toMatchObject({ source: { id: joined.participantId } });
  expect(await handled(callId)).toContain(joined.participantId);
  expect(invitations()).toBe(1);
});

it('invites anew once the capacity is used up', async () => {
  const callId = await aMeeting();
  await join(callId);

  const third = await join(callId);

  expect(third.sameLeg).toBe(false);
  await eventually(() => invitations() === 2);
});

it.each([0, 1])('does not group with a capacity of %i', async (little) => {
  capacity = little;

  expect((await join(await aMeeting())).sameLeg).toBe(false);
  await eventually(() => invitations() === 2);
});

it('invites anew while the first invitation is not answered, for only the answer tells the capacity', async () => {
  capacity = -1;

  expect((await join(await aMeeting())).sameLeg).toBe(false);
});

it('lets the user in unrecorded when the application rejects', async () => {
  recorder.onJoining = () => ({ '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' });
  const callId = await aMeeting();

  const joined = await join(callId);

  expect(joined.callId).toBeNull();
  expect(await handled(callId)).not.toContain(joined.participantId);
});

it('sends the user to another bot as a new invitation at its inviteUri', async () => {
  recorder.onJoining = () => ({
    '@odata.type': '#microsoft.graph.inviteNewBotResponse',
    inviteUri: `${recorder.origin}/api/calls/elsewhere`,
  });

  const joined = await join(await aMeeting());

  const invitation = () => recorder.received.find(({ path }) => path === '/api/calls/elsewhere');
  await eventually(() => invitation() !== undefined);
  expect(joined.sameLeg).toBe(false);
  expect(invitation()?.data).toMatchObject({ state: 'incoming', id: joined.callId });
});

it('repeats a joining notification whose reply it did not understand, then drops the user', async () => {
  recorder.onJoining = () => ({ accepted: true });
  const callId = await aMeeting();

  const joined = await join(callId);

  expect(recorder.story(callId).filter((name) => name === 'participantJoiningNotification')).toHaveLength(3);
  expect(joined.callId).toBeNull();
});

it('tells the leg when a user it records leaves', async () => {
  const callId = await aMeeting();
  const { participantId } = await join(callId);

  await desk.json('POST', `/control/calls/${callId}/leave/${participantId}`);

  await eventually(() => recorder.story(callId).includes('participantLeftNotification'));
  const left = recorder.received.find(({ resourceUrl }) => resourceUrl.endsWith('participantLeftNotification'));
  expect(left?.data).toMatchObject({ participantId, call: { state: 'terminated' } });
  expect(await handled(callId)).not.toContain(participantId);
});
