import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { ACCEPTED, bareJoining, BUSY, joining, left, policyUser, type PolicyUser } from '../support/joining.js';
import { System, TENANT } from '../support/system.js';

let system: System;
let token: string;
beforeAll(async () => {
  system = await System.start({ recorders: 3 });
  token = await system.simulator.platformToken();
});
afterAll(() => system.stop());

interface Call {
  callId: string;
  callChainId: string;
  /** Of its callbackUri, with the slash. */
  path: string;
}

async function recordedCall(call: object = {}): Promise<Call> {
  const { callId } = await system.simulator.invite({ call });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  const { callbackUri, callChainId } = await system.simulator.call(callId);
  return { callId, callChainId, path: `/${callbackUri!.split('/').at(-1)}` };
}

let turn = 0;
/** At the recorders in turn. */
function post(body: object, path = '') {
  turn += 1;
  return system.recorders[turn % system.recorders.length]!.post(body, token, path);
}

async function seated(callId: string): Promise<string[]> {
  const rows = await system.sql<{ id: string }>(
    `SELECT participant_id AS id FROM seat JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND freed_at IS NULL ORDER BY taken_at, number`,
    [callId],
  );
  return rows.map(({ id }) => id);
}

const WAYS: [string, (user: PolicyUser, call: Call) => [body: object, path: string]][] = [
  ['in the envelope, at its callbackUri', (user, { callId, path }) => [joining(user, TENANT, callId), path]],
  ['in the envelope, at the global webhook', (user, { callId }) => [joining(user, TENANT, callId), '']],
  ['under its own call id, at the callbackUri', (user, { path }) => [joining(user, TENANT, user.callId), path]],
  ['bare, at the callbackUri', (user, { path }) => [bareJoining(user, TENANT), path]],
  ['under its own call id, at the global webhook', (user) => [joining(user, TENANT, user.callId), '']],
  ['bare, at the global webhook', (user) => [bareJoining(user, TENANT), '']],
];

/** Somebody who is told busy, because the machine was, asks again. */
const isAccepted = (body: object, path?: string) =>
  eventually(async () => expect(await post(body, path)).toEqual(ACCEPTED));

it.each(WAYS)('a joining %s finds the call that records its conversation', async (_how, made) => {
  const call = await recordedCall();
  const user = policyUser({ callChainId: call.callChainId });
  const [body, path] = made(user, call);

  await isAccepted(body, path);
  expect(await seated(call.callId)).toContain(user.participantId);
  // Teams repeats what it did not understand or hear: the same decision, at any recorder, and no second seat.
  for (const _recorder of system.recorders) await isAccepted(body, path);
  expect(await seated(call.callId)).toHaveLength(2);
});

it('a joining that two calls could be meant by, or none, is told busy, and takes no seat', async () => {
  const one = await recordedCall();
  const other = await recordedCall({ callChainId: one.callChainId });
  const user = policyUser({ callChainId: one.callChainId });

  expect(await post(bareJoining(user, TENANT))).toEqual(BUSY);
  expect(await post(bareJoining(policyUser(), TENANT))).toEqual(BUSY);
  await isAccepted(joining(user, TENANT, other.callId));
  expect(await seated(one.callId)).not.toContain(user.participantId);
  expect(await seated(other.callId)).toContain(user.participantId);
});

it.each([
  ['without a call', { '@odata.type': '#microsoft.graph.participantJoiningNotification' }],
  ['whose call is a number', { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: 7 }],
  ['without a participant', { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: { id: 'x' } }],
  [
    'whose ids are not text',
    {
      '@odata.type': '#microsoft.graph.participantJoiningNotification',
      call: { id: {}, source: { id: [] }, callChainId: 5, applicationMetadata: { botData: 'no' } },
    },
  ],
])('a joining %s is told busy: never an empty reply, never a fault', async (_what, body) => {
  const { path } = await recordedCall();

  expect(await post(body, path)).toEqual(BUSY);
  expect(await post(body)).toEqual(BUSY);
});

it('of several joinings in one body the first is told its decision, each is decided on, and somebody hears of it', async () => {
  const { callId, callChainId, path } = await recordedCall();
  const users = [policyUser({ callChainId }), policyUser({ callChainId })];
  const of = (body: object) => (body as { value: object[] }).value;
  const nobody = { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: { id: 'x' } };
  const value = [...users.flatMap((user) => of(joining(user, TENANT, callId))), { resourceData: nobody }];

  await isAccepted({ value }, path);

  expect(await seated(callId)).toEqual(expect.arrayContaining(users.map(({ participantId }) => participantId)));
  expect(system.logs).toContain('Teams asked for several joinings in one request');
});

it('a left at the global webhook that names no call of ours frees the seat of its participant', async () => {
  const call = await recordedCall();
  const user = policyUser({ callChainId: call.callChainId });
  await post(joining(user, TENANT, call.callId));

  expect(await post(left(user, user.callId))).toMatchObject({ status: 202 });

  expect(await seated(call.callId)).not.toContain(user.participantId);
});
