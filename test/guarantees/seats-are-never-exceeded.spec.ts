import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, sleep } from '../support/eventually.js';
import { ask, type JsonReply } from '../support/http-json.js';
import {
  ACCEPTED,
  BUSY,
  incomingCall,
  inviteNewBot,
  joining,
  left,
  policyUser,
  type PolicyUser,
} from '../support/joining.js';
import { System, TENANT } from '../support/system.js';

let system: System;
let token: string;
beforeAll(async () => {
  system = await System.start({ recorders: 4 });
  token = await system.simulator.platformToken();
});
afterAll(() => system.stop());

interface Call {
  callId: string;
  callChainId: string;
  /** Of its callbackUri. */
  path: string;
}

async function callWithRoomFor(participantCapacity: number): Promise<Call> {
  const policyIdentifier = `TeamsComplianceRecordingPolicy=Tenant:RoomFor${participantCapacity}`;
  const rule = { name: 'Room', match: 'exact' as const, action: 'record' as const, policyIdentifier };
  const media = { mediaKind: 'appHosted' as const, modalities: ['audio' as const], participantCapacity };
  await system.admin.putPolicy(`room-for-${participantCapacity}`, { ...rule, ...media });
  const { callId } = await system.simulator.invite({ policyIdentifier, media: 'none' });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  const { callbackUri, callChainId } = await system.simulator.call(callId);
  return { callId, callChainId, path: new URL(callbackUri!).pathname };
}

let turn = 0;
function post(body: object, path = ''): Promise<JsonReply> {
  turn += 1;
  return system.recorders[turn % system.recorders.length]!.post(body, token, path);
}

/** Each recorder of this desk has an address of its own; in production all have one. */
function anywhere({ status, body }: JsonReply): JsonReply {
  const { inviteUri } = body as { inviteUri?: string };
  return inviteUri ? inviteNewBot(inviteUri.replace(/^http:..127.0.0.1:\d+/, '')) : { status, body };
}

/** Joins as Teams does: whoever hears busy is asked for again, a few times. */
async function joins({ callId }: Call, user: PolicyUser): Promise<JsonReply> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = anywhere(await post(joining(user, TENANT, callId)));
    if (attempt === 20 || JSON.stringify(reply) !== JSON.stringify(BUSY)) return reply;
    await sleep(50);
  }
}

async function seats(callId: string): Promise<{ held: number; highest: number }> {
  const [row] = await system.sql<{ held: number; highest: number }>(
    `SELECT count(*)::integer AS held, max(number) AS highest FROM seat JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND freed_at IS NULL`,
    [callId],
  );
  return row!;
}

it('1,000 joinings at once at four recorders for 500 seats: 500 are let in, 500 sent to a bot of their own', async () => {
  const call = await callWithRoomFor(501);
  const users = Array.from({ length: 1_000 }, () => policyUser({ callChainId: call.callChainId }));

  const outcomes = await Promise.all(users.map((user) => joins(call, user)));

  const told = (expected: object) => outcomes.filter((reply) => JSON.stringify(reply) === JSON.stringify(expected));
  expect(told(ACCEPTED)).toHaveLength(500);
  expect(told(inviteNewBot(call.path))).toHaveLength(500);
  expect(await seats(call.callId)).toEqual({ held: 501, highest: 501 });

  // Asked again, everybody hears the same.
  const again = await Promise.all(users.slice(0, 100).map((user) => joins(call, user)));
  expect(again).toEqual(outcomes.slice(0, 100));
});

it.each([1, 2, 3])('seats that are freed and taken at once are never more than there are (seed %i)', async (seed) => {
  const call = await callWithRoomFor(5);
  const users = Array.from({ length: 12 }, () => policyUser({ callChainId: call.callChainId }));
  let state = seed;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;

  const moves = Array.from({ length: 150 }, () => {
    const user = users[random(users.length)]!;
    // A joining of its own, or a repeat of the first one.
    const again = random(3) === 0 ? user : { ...user, callId: policyUser().callId };
    return random(2) === 0 ? left(user, call.callId) : joining(again, TENANT, call.callId);
  });
  /** As Teams does when what it said could not be stored in time. */
  const posted = async (move: object): Promise<number> => {
    const { status } = await post(move);
    return status === 503 ? posted(move) : status;
  };
  const statuses = await Promise.all(moves.map(posted));

  expect(new Set(statuses)).toEqual(new Set([200, 202]));
  const [worst] = await system.sql<{ most: number }>(
    // At each moment at which a seat was taken: how many were held.
    `SELECT max((SELECT count(*) FROM seat other WHERE other.session_id = seat.session_id
       AND other.taken_at <= seat.taken_at AND coalesce(other.freed_at, 'infinity') > seat.taken_at))::integer AS most
     FROM seat JOIN recording_session USING (session_id) WHERE call_id = $1`,
    [call.callId],
  );
  expect(worst!.most).toBeLessThanOrEqual(5);
  expect((await seats(call.callId)).highest).toBeLessThanOrEqual(5);
});

it('the database itself refuses a seat beyond the capacity, and two seats of one participant', async () => {
  const call = await callWithRoomFor(2);
  const user = policyUser({ callChainId: call.callChainId });
  await joins(call, user);
  const copy = (number: number, participantId: string) =>
    system.sql(
      `INSERT INTO seat (session_id, number, capacity, participant_id, conversation_id, application_instance_id, lane, taken_at)
       SELECT session_id, $2, participant_capacity, $3, conversation_id, application_instance_id, lane, now()
       FROM recording_session WHERE call_id = $1`,
      [call.callId, number, participantId],
    );

  await expect(copy(3, 'somebody')).rejects.toThrow(/seat_within_capacity/);
  await expect(copy(2, 'somebody')).rejects.toThrow(/seat_taken_once/);
  await expect(copy(2, user.participantId)).rejects.toThrow(/seat_/);
});

describe('a left', () => {
  it('that comes before its own joining leaves no seat taken, however often either is repeated', async () => {
    const call = await callWithRoomFor(3);
    const user = policyUser({ callChainId: call.callChainId });

    for (const _twice of [1, 2]) expect((await post(left(user, call.callId))).status).toBe(202);
    for (const _twice of [1, 2]) expect(await joins(call, user)).toEqual(ACCEPTED);
    expect((await post(left(user, call.callId))).status).toBe(202);

    expect((await seats(call.callId)).held).toBe(1);
  });

  it('frees the seat for the next, and who left may come back', async () => {
    const call = await callWithRoomFor(2);
    const [first, second] = [policyUser(), policyUser()];
    expect(await joins(call, first)).toEqual(ACCEPTED);
    expect(await joins(call, second)).toEqual(inviteNewBot(call.path));

    await post(left(first, call.callId));
    await post(left(first, call.callId));
    const later = { ...second, callId: policyUser().callId };
    expect(await joins(call, later)).toEqual(ACCEPTED);
    await post(left(later, call.callId));
    expect(await joins(call, { ...first, callId: policyUser().callId })).toEqual(ACCEPTED);
    expect((await seats(call.callId)).held).toBe(2);
  });
});

it('whoever a full call sends away is invited anew, and their call belongs to the conversation it spilled from', async () => {
  const call = await callWithRoomFor(2);
  await joins(call, policyUser({ callChainId: call.callChainId }));
  const user = policyUser({ callChainId: call.callChainId });
  expect(await joins(call, user)).toEqual(inviteNewBot(call.path));

  // As Teams would: at the address it was given, even where the new call names a chain of its own.
  const invited = { ...policyUser(), participantId: user.participantId };
  expect((await post(incomingCall(invited, TENANT), `/${call.path.split('/').at(-1)}`)).status).toBe(202);

  const [full] = await system.sql<{ conversation_id: string; session_id: string }>(
    'SELECT conversation_id, session_id FROM recording_session WHERE call_id = $1',
    [call.callId],
  );
  expect(
    await system.sql('SELECT conversation_id, spilled_from FROM recording_session WHERE call_id = $1', [
      invited.callId,
    ]),
  ).toEqual([{ conversation_id: full!.conversation_id, spilled_from: full!.session_id }]);
});

it('the end of an invitation at the address of a full call, which we could not store, ends nothing but itself', async () => {
  const call = await callWithRoomFor(2);
  const path = `/${call.path.split('/').at(-1)}`;
  const neverStored = policyUser().callId;
  const end = { '@odata.type': '#microsoft.graph.call', state: 'terminated', resultInfo: { code: 408, subcode: 8544 } };
  const value = [{ changeType: 'deleted', resourceUrl: `/communications/calls/${neverStored}`, resourceData: end }];

  expect((await post({ value }, path)).status).toBe(202);

  const rows = await system.sql('SELECT kind FROM notification_log WHERE call_id = $1', [neverStored]);
  expect(rows).toEqual([{ kind: 'callUpdated' }]);
  const [session] = await system.sql('SELECT ended_at, call_state FROM recording_session WHERE call_id = $1', [
    call.callId,
  ]);
  expect(session).toEqual({ ended_at: null, call_state: 'established' });
});

it('a call whose media host drains sends joinings to a bot of their own, and takes them again when it has resumed', async () => {
  const call = await callWithRoomFor(50);
  await system.mediaHost.drain();
  const [first, second] = [policyUser(), policyUser()];
  expect(await joins(call, first)).toEqual(inviteNewBot(call.path));

  await system.mediaHost.resume();
  expect(await joins(call, second)).toEqual(ACCEPTED);
});

describe('a call with room sends joinings to a bot of their own', () => {
  it('when its media host has lost its media', async () => {
    const call = await callWithRoomFor(51);
    const [row] = await system.sql<{ id: string }>(
      'SELECT media_session_id AS id FROM recording_session WHERE call_id = $1',
      [call.callId],
    );
    const body = { kind: 'mediaLost', at: new Date().toISOString() };
    const host = await system.simulator.accessToken(['Media.Host']);
    await ask('POST', `${system.recorder.url}/media/v1/sessions/${row!.id}/reports`, { body, token: host });

    expect(await joins(call, policyUser())).toEqual(inviteNewBot(call.path));
  });

  it('when it is about to end', async () => {
    const call = await callWithRoomFor(52);
    const resourceData = { '@odata.type': '#microsoft.graph.call', id: call.callId, state: 'terminating' };
    const value = [{ changeType: 'updated', resourceUrl: `/communications/calls/${call.callId}`, resourceData }];
    expect((await post({ value })).status).toBe(202);

    expect(await joins(call, policyUser())).toEqual(inviteNewBot(call.path));
  });

  it('when it has ended', async () => {
    const call = await callWithRoomFor(53);
    await system.simulator.end(call.callId);
    await system.ended(call.callId);

    expect(await joins(call, policyUser())).toEqual(inviteNewBot(call.path));
  });
});
