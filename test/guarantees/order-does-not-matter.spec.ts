import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '@app/contracts';
import { eventually, sleep } from '../support/eventually.js';
import type { NotificationFault } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => void (system = await System.start({ recorders: 2 })));
afterAll(() => system.stop());
afterEach(() => system.simulator.faults({}));

const LATE: NotificationFault[] = [{ kind: '*', effect: 'delay', delayMs: 700, probability: 0.6 }];
const REPEATED: NotificationFault[] = [{ kind: '*', effect: 'repeat', delayMs: 300, probability: 0.8 }];
const REORDERED: NotificationFault[] = [{ kind: '*', effect: 'reorder', probability: 0.5 }];
const ALL_OF_IT = [...LATE, ...REPEATED, ...REORDERED].map((fault) => ({ ...fault, probability: 0.35 }));

/** A call of the same people doing the same: one joins, one leaves, all hang up. */
async function playCall(seed: number, notifications: NotificationFault[]): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, faults: { seed, notifications } });
  await eventually(async () => expect((await system.simulator.call(callId)).recordingStatus).toBe('recording'));
  const { participantId } = await system.simulator.join(callId, seed);
  await sleep(300);
  await system.simulator.leave(callId, participantId);
  await sleep(300);
  await system.simulator.end(callId);
  await system.ended(callId);
  // Whatever is late has come by then, and the recorder has done what follows.
  await sleep(1_500);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));
  return callId;
}

/** What a session says, apart from who and when. */
function outcome(session: Session): object {
  const { kind, callState, recordingStatus, decision, response, missed, flags, participantCapacity } = session;
  const { participantCount, mediaKind, endReason, contentSharing, direction, inviteReasons } = session;
  const said = { kind, callState, recordingStatus, decision, response, missed, flags, participantCapacity };
  return { ...said, participantCount, mediaKind, endReason, contentSharing, direction, inviteReasons };
}

async function outcomeOf(callId: string): Promise<object> {
  return outcome(await system.admin.session(callId));
}

/** How often each order was given to Graph, apart from repeats that it was free to make. */
async function orders(callId: string): Promise<object> {
  const asked = await system.simulator.asked(callId);
  const taken = (verb: string) => asked.filter((entry) => entry.verb === verb && (entry.status ?? 0) < 300).length;
  return { answer: taken('answer'), updateRecordingStatus: taken('updateRecordingStatus'), delete: taken('delete') };
}

describe('the same call ends up the same', () => {
  let orderly: { outcome: object; orders: object };
  beforeAll(async () => {
    const callId = await playCall(1, []);
    orderly = { outcome: await outcomeOf(callId), orders: await orders(callId) };
    expect(orderly.orders).toEqual({ answer: 1, updateRecordingStatus: 1, delete: 0 });
  });

  it.each<[string, number, NotificationFault[]]>([
    ['late', 2, LATE],
    ['repeated', 3, REPEATED],
    ['out of order', 4, REORDERED],
    ['late, repeated and out of order', 5, ALL_OF_IT],
    ['late, repeated and out of order', 6, ALL_OF_IT],
    ['late, repeated and out of order', 7, ALL_OF_IT],
  ])('with notifications that come %s (seed %i)', async (_how, seed, faults) => {
    const callId = await playCall(seed, faults);

    const mishaps = (await system.simulator.transcript(callId)).filter(({ mishap }) => mishap);
    expect(mishaps.length, 'this seed spoils nothing').toBeGreaterThan(0);
    expect(await outcomeOf(callId)).toEqual(orderly.outcome);
    expect(await orders(callId)).toEqual(orderly.orders);
  });
});

/** A notification by hand, to one recorder after the other. */
async function post(callId: string, tail: string, changeType: string, resourceData: unknown): Promise<void> {
  const token = await system.simulator.platformToken();
  const value = [{ changeType, resourceUrl: `/communications/calls/${callId}${tail}`, resourceData }];
  for (const recorder of system.recorders) expect((await recorder.post({ value }, token)).status).toBe(202);
}

function person(id: string, rosterSequenceNumber: number, userId: string): object {
  return { id, info: { identity: { user: { id: userId } } }, isInLobby: false, rosterSequenceNumber };
}

async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

async function peopleIn(callId: string): Promise<string[]> {
  const rows = await system.sql<{ participant_id: string }>(
    `SELECT participant_id FROM session_participant JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND in_roster AND left_at IS NULL ORDER BY participant_id`,
    [callId],
  );
  return rows.map(({ participant_id }) => participant_id);
}

it('an older roster does not bring back who has left', async () => {
  const callId = await recordedCall(8);

  await post(callId, '/participants', 'updated', [person('anna', 1_002, 'u1'), person('bert', 1_002, 'u2')]);
  await post(callId, '/participants', 'updated', [person('anna', 1_010, 'u1')]);
  await post(callId, '/participants', 'updated', [person('anna', 1_005, 'u1'), person('carl', 1_005, 'u3')]);

  expect(await peopleIn(callId)).toEqual(['anna']);
});

it('after the end nothing counts: no state, no roster, no report, no order to Graph', async () => {
  const callId = await recordedCall(9);
  await system.simulator.end(callId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));
  const before = { session: await system.admin.session(callId), story: await system.admin.story(callId) };
  const asked = (await system.simulator.asked(callId)).length;
  const people = await peopleIn(callId);

  await post(callId, '', 'updated', { '@odata.type': '#microsoft.graph.call', id: callId, state: 'established' });
  await post(callId, '', 'updated', { '@odata.type': '#microsoft.graph.call', id: callId, state: 'establishing' });
  await post(callId, '/participants', 'updated', [person('late', 9_999, 'u9')]);
  await post(callId, '/contentsharingsessions/x', 'created', undefined);
  await post(callId, '', 'deleted', { '@odata.type': '#microsoft.graph.call', id: callId, state: 'terminated' });
  await sleep(700);

  expect({ session: await system.admin.session(callId), story: await system.admin.story(callId) }).toEqual(before);
  expect(await peopleIn(callId)).toEqual(people);
  expect((await system.simulator.asked(callId)).length).toBe(asked);
});
