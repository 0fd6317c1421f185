import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Desk, eventually } from '../spec-support/desk.js';
import { FakeRecorder, type Received } from '../spec-support/fake-recorder.js';
import { GroupingRecorder } from '../spec-support/grouping-recorder.js';
import type { attendeeView, meetingView, summary } from './meeting-view.js';

type Meeting = ReturnType<typeof meetingView>;
interface Came {
  summary: ReturnType<typeof summary>;
  people: ReturnType<typeof attendeeView>[];
}
type BotData = { pairedRecorders: { id: string; participantId: string }[] };

let recorder: FakeRecorder;
let desk: Desk;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
});

beforeEach(() => {
  recorder.received.length = 0;
  recorder.onOther = () => undefined;
});

const read = async (meetingId: string) => (await desk.json<Meeting>('GET', `/control/meetings/${meetingId}`)).body;
const join = async ({ meetingId }: Meeting, wish: object) =>
  (await desk.json<Came>('POST', `/control/meetings/${meetingId}/join`, wish)).body;

/** Once everybody who was invited by the request is decided on. */
async function gathered(wish: object): Promise<Meeting> {
  const { meetingId } = (await desk.json<{ meetingId: string }>('POST', '/control/meetings', wish)).body;
  let meeting = await read(meetingId);
  await eventually(async () => (meeting = await read(meetingId)).state === 'gathered');
  return meeting;
}

const invitations = () => recorder.received.filter(({ data }) => data.state === 'incoming');
const joinings = () => recorder.received.filter(({ data }) => 'call' in data && !('participantId' in data));
const lefts = () => recorder.received.filter(({ resourceUrl }) => resourceUrl.endsWith('participantLeftNotification'));
const botData = ({ data }: Received) => (data.applicationMetadata as { botData: BotData }).botData;
const observed = ({ data }: Received) =>
  (data.incomingContext as { observedParticipantId: string }).observedParticipantId;
const handled = ({ legs }: Meeting) => legs.map(({ handledParticipants }) => handledParticipants.length);

it('thirty users of one policy who join one after another are on one leg that has room for them', async () => {
  new GroupingRecorder(recorder, desk, 30);

  const meeting = await gathered({ people: 30 });

  expect(meeting.summary).toMatchObject({ people: 30, undecided: 0, unrecorded: 0, overCapacity: 0, legs: 1 });
  expect(meeting.summary.decisions).toEqual({ answered: 1, accepted: 29 });
  expect(handled(meeting)).toEqual([30]);
});

it('users who join together after the first answer fill one leg after another, by way of inviteNewBot', async () => {
  new GroupingRecorder(recorder, desk, 10);

  const meeting = await gathered({ people: 30, together: true });

  expect(handled(meeting)).toEqual([10, 10, 10]);
  expect(meeting.summary).toMatchObject({ undecided: 0, unrecorded: 0, overCapacity: 0, serverErrors: 0 });
  expect(meeting.summary.decisions).toMatchObject({ answered: 3, accepted: 27 });
  // All 29 are asked of the first leg; how many the second sends away depends on when they come to it.
  expect(meeting.summary.decisions.inviteNewBot).toBeGreaterThanOrEqual(20);
  const inviteUris = meeting.legs.map(({ callId }) => `/api/calls/${callId}`);
  const [first, ...spilled] = invitations().map(({ path }) => path);
  expect(first).toBe('/api/calls');
  expect(spilled.filter((path) => inviteUris.includes(path))).toHaveLength(2);
});

it('users whom a full leg sends away are each invited by themselves when that is wished', async () => {
  new GroupingRecorder(recorder, desk, 10);

  const meeting = await gathered({ people: 15, together: true, joining: { spills: 'together' } });

  expect(handled(meeting)).toEqual([10, 1, 1, 1, 1, 1]);
});

it('everybody who joins before the first answer is invited apart, and later ones are asked of a leg', async () => {
  const grouping = new GroupingRecorder(recorder, desk, 10);
  let open = () => undefined as void;
  grouping.gate = new Promise((resolve) => (open = resolve));
  const { meetingId } = (
    await desk.json<{ meetingId: string }>('POST', '/control/meetings', {
      people: 5,
      together: true,
      afterFirstAnswer: false,
    })
  ).body;
  await eventually(() => invitations().length === 5);
  open();
  await eventually(async () => (await read(meetingId)).state === 'gathered');

  const came = await join(await read(meetingId), { count: 1 });

  expect(came.people[0]?.recorders[0]?.decisions).toMatchObject([{ kind: 'accepted', status: 200 }]);
  expect(handled(await read(meetingId))).toEqual([2, 1, 1, 1, 1]);
});

it('twins are two invitations of one application for one user, and a later user is asked of each', async () => {
  new GroupingRecorder(recorder, desk, 10);

  const meeting = await gathered({ people: 1, twins: true });
  const came = await join(meeting, {});

  const [one, other] = invitations();
  if (!one || !other) throw new Error('Two invitations were expected');
  expect([one.path, other.path]).toEqual(['/api/calls', '/api/calls']);
  expect(observed(one)).toBe(observed(other));
  expect(one.data.id).not.toBe(other.data.id);
  expect(one.data.targets).toMatchObject([{ identity: { applicationInstance: { id: expect.any(String) as string } } }]);
  expect(JSON.stringify(other.data.targets)).toContain(
    (one.data.targets as [{ identity: { applicationInstance: { id: string } } }])[0].identity.applicationInstance.id,
  );
  expect(came.people[0]?.recorders.map(({ lane, callId }) => [lane, callId])).toEqual([
    [0, one.data.id],
    [1, other.data.id],
  ]);
  expect(handled(await read(meeting.meetingId))).toEqual([2, 2]);
});

it('of twins one may decline: the user is recorded by the other', async () => {
  new GroupingRecorder(recorder, desk, 10);
  const answer = recorder.onIncoming;
  recorder.onIncoming = (received) =>
    invitations().length === 1
      ? answer(received)
      : desk.graph('POST', `${received.resourceUrl}/reject`, { reason: 'busy' });

  const { summary } = await gathered({ people: 1, twins: true });

  expect(summary).toMatchObject({ unrecorded: 0, recordedByOneOfTwo: 1, decisions: { answered: 1, rejected: 1 } });
});

it('paired recorders name each other in invitations, and all recorders show in the roster', async () => {
  new GroupingRecorder(recorder, desk, 10);

  const meeting = await gathered({ people: 1, paired: true });

  const [one, other] = invitations();
  const [first, second] = meeting.legs;
  if (!one || !other || !first || !second) throw new Error('Two legs were expected');
  expect(first.applicationInstanceId).not.toBe(second.applicationInstanceId);
  expect(botData(one).pairedRecorders).toEqual([
    { id: second.applicationInstanceId, participantId: other.data.myParticipantId },
  ]);
  expect(botData(other).pairedRecorders).toEqual([
    { id: first.applicationInstanceId, participantId: one.data.myParticipantId },
  ]);
  await eventually(() => rosterOf(first.callId).filter(({ recordingInfo }) => recordingInfo).length === 2);
});

it('a paired recorder that others run is named in the invitation, and records in the roster', async () => {
  new GroupingRecorder(recorder, desk, 10);

  const meeting = await gathered({ people: 1, paired: 'elsewhere' });

  const [invitation] = invitations();
  const [paired] = invitation ? botData(invitation).pairedRecorders : [];
  expect(invitations()).toHaveLength(1);
  await eventually(() =>
    rosterOf(meeting.legs[0]?.callId).some(
      ({ id, recordingInfo }) => id === paired?.participantId && recordingInfo?.recordingStatus === 'recording',
    ),
  );
});

it('twins and pairs at once are refused, as Teams refuses them', async () => {
  expect((await desk.json('POST', '/control/meetings', { twins: true, paired: true })).status).toBe(400);
});

it.each([
  [{ deliver: 'callback', form: 'envelope', path: 'existing' }, '/api/calls/<leg>', '/communications/calls/<leg>/'],
  [{ deliver: 'callback', form: 'envelope', path: 'joining' }, '/api/calls/<leg>', '/communications/calls/<join>/'],
  [{ deliver: 'callback', form: 'envelope', path: 'none' }, '/api/calls/<leg>', '/communications/'],
  [{ deliver: 'callback', form: 'bare' }, '/api/calls/<leg>', ''],
  [{ deliver: 'webhook', form: 'envelope', path: 'existing' }, '/api/calls', '/communications/calls/<leg>/'],
  [{ deliver: 'webhook', form: 'bare' }, '/api/calls', ''],
])('a joining travels as wished: %o', async (joining, path, resource) => {
  new GroupingRecorder(recorder, desk, 10);
  const meeting = await gathered({ people: 1 });

  await join(meeting, { joining });

  const [asked] = joinings();
  const named = (text: string) =>
    text
      .replace('<leg>', meeting.legs[0]?.callId ?? '')
      .replace('<join>', String((asked?.data.call as { id: string }).id));
  expect(asked?.path).toBe(named(path));
  expect(asked?.resourceUrl).toBe(resource && `${named(resource)}participantJoiningNotification`);
});

it('a joining is repeated with the same body and another message id, and a changed mind is counted', async () => {
  const grouping = new GroupingRecorder(recorder, desk, 10);
  const meeting = await gathered({ people: 1 });
  const busy = { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: 'busy' };

  await join(meeting, { joining: { repeats: 2, repeatAfterMs: 30 } });
  await eventually(() => joinings().length === 3);
  const steadfast = (await read(meeting.meetingId)).summary;
  grouping.instead = () => (joinings().length === 5 ? busy : undefined);
  await join(meeting, { joining: { repeats: 1, repeatAfterMs: 30 } });

  const [first, ...repeats] = joinings().slice(0, 3);
  expect(repeats.map(({ data }) => data)).toEqual([first?.data, first?.data]);
  expect(repeats.map(({ headers }) => headers['x-microsoft-skype-original-message-id'])).toEqual(
    Array(2).fill(first?.headers['x-microsoft-skype-message-id']),
  );
  expect(steadfast.contradicted).toBe(0);
  await eventually(async () => (await read(meeting.meetingId)).summary.contradicted === 1);
  expect(new Set(joinings().map(({ headers }) => headers['x-microsoft-skype-message-id'])).size).toBe(5);
});

it('joinings that come together are asked together, not one behind the other', async () => {
  const grouping = new GroupingRecorder(recorder, desk, 100);
  const meeting = await gathered({ people: 1 });
  let open = () => undefined as void;
  const gate = new Promise<void>((resolve) => (open = resolve));
  grouping.instead = () => gate.then(() => ({ '@odata.type': '#microsoft.graph.acceptJoinResponse' }));

  const coming = join(meeting, { count: 40 });
  await eventually(() => joinings().length === 40);
  open();

  expect((await coming).summary.decisions).toMatchObject({ accepted: 40 });
});

it('a departure may be told before its joining, and told twice', async () => {
  new GroupingRecorder(recorder, desk, 10);
  const meeting = await gathered({ people: 2 });

  await join(meeting, { joining: { leftFirst: true } });
  const gone = (await read(meeting.meetingId)).people.at(-1);
  await desk.json('POST', `/control/meetings/${meeting.meetingId}/leave`, { count: 1, repeats: 1 });

  await eventually(() => lefts().length === 3);
  expect(lefts().map(({ data }) => data.participantId)).toEqual([
    gone?.participantId,
    meeting.people[1]?.participantId,
    meeting.people[1]?.participantId,
  ]);
  const order = recorder.received.map(({ data }) => data);
  expect(order.indexOf(lefts()[0]?.data ?? {})).toBeLessThan(order.indexOf(joinings()[1]?.data ?? {}));
  expect(handled(await read(meeting.meetingId))).toEqual([1]);
});

it('a recorder that takes more than its capacity shows in the summary', async () => {
  const grouping = new GroupingRecorder(recorder, desk, 3);
  const meeting = await gathered({ people: 1 });
  grouping.instead = () => ({ '@odata.type': '#microsoft.graph.acceptJoinResponse' });

  const { summary } = await join(meeting, { count: 5 });

  expect(summary.overCapacity).toBe(3);
});

it('a failure that a repeat at the next recorder made good shows in the summary all the same', async () => {
  new GroupingRecorder(recorder, desk, 3);
  const meeting = await gathered({ people: 1 });
  recorder.onJoining = () => joinings().length > 1 && { '@odata.type': '#microsoft.graph.acceptJoinResponse' };
  recorder.status = 503;

  const { summary, people } = await join(meeting, {});

  recorder.status = 202;
  expect(people[0]?.recorders[0]?.decisions).toMatchObject([{ kind: 'accepted', status: 200, earlier: [503] }]);
  expect(summary.serverErrors).toBe(1);
});

it('the end of a meeting ends every leg of it', async () => {
  new GroupingRecorder(recorder, desk, 2);
  const { meetingId } = await gathered({ people: 4, twins: true });

  await desk.json('POST', `/control/meetings/${meetingId}/end`);

  const { summary } = await read(meetingId);
  expect(summary).toMatchObject({ legs: 4, legsUp: 0 });
});

interface RosterEntry {
  id: string;
  recordingInfo: { recordingStatus: string } | null;
}

function rosterOf(callId: string | undefined): RosterEntry[] {
  const rosters = recorder.received.filter(({ resourceUrl }) => resourceUrl.endsWith(`${callId}/participants`));
  return (rosters.at(-1)?.data ?? []) as unknown as RosterEntry[];
}
