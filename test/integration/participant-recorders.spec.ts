import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RecorderRef, RosterEntry } from '@app/graph-comms';
import { ParticipantRecorders } from '../../libs/recording/src/coverage/participant-recorder.store.js';
import { after, invited, noon } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
let store: RecordingSessionStore;
const recorders = new ParticipantRecorders();
beforeAll(async () => {
  test = await testDatabase();
  store = sessionStore(test.database);
});
afterAll(() => test.close());

const ref = (name: string): RecorderRef => ({ id: `app of ${name}`, participantId: name });
const entry = (participantId: string, recordingStatus: string | null = null): RosterEntry => ({
  ...{ participantId, identity: null, isInLobby: false, isMuted: false, removed: false },
  ...{ recordingStatus, mediaStreams: [] },
});

let callId: string;
beforeEach(async () => {
  callId = randomUUID();
  const session = invited({ callChainId: callId });
  const named = { callId, pairedRecorders: [ref('r1')], otherRecorders: [ref('x')], namesRecorders: true };
  await store.open(Object.assign(session, named), { by: 'recorder' });
});

const name = (participantId: string, paired: string[], seconds: number) =>
  store.change(callId, ({ sessionId }, tx) =>
    recorders.name(tx, [{ sessionId, participantId, paired: paired.map(ref), other: [], at: after(seconds * 1_000) }]),
  );
const roster = (participants: RosterEntry[], seconds: number) =>
  store.change(callId, ({ sessionId }, tx) =>
    recorders.see(tx, sessionId, { delta: false, participants }, after(seconds * 1_000)),
  );

async function named(): Promise<unknown[]> {
  const { rows } = await test.database.pool.query<{
    of: string;
    relation: string;
    who: string;
    from: Date;
    until: Date;
  }>(
    `SELECT participant_recorder.observed_participant_id AS of, relation, recorder_participant_id AS who, named_from AS from,
       named_until AS until
     FROM participant_recorder JOIN recording_session USING (session_id) WHERE call_id = $1 ORDER BY 1, 4, 2, 3`,
    [callId],
  );
  return rows.map(({ of, relation, who, from, until }) => [of, relation, who, seconds(from), until && seconds(until)]);
}

async function seen(): Promise<unknown[]> {
  const { rows } = await test.database.pool.query<{ who: string; status: string; from: Date; until: Date | null }>(
    `SELECT recorder_participant_id AS who, recorder_presence.recording_status AS status, seen_from AS from, seen_until AS until
     FROM recorder_presence JOIN recording_session USING (session_id) WHERE call_id = $1 ORDER BY 3, 1`,
    [callId],
  );
  return rows.map(({ who, status, from, until }) => [who, status, seconds(from), until && seconds(until)]);
}

const seconds = (time: Date) => (time.getTime() - noon.getTime()) / 1_000;

it('an invitation names the recorders of its participant', async () => {
  expect(await named()).toEqual([
    ['p1', 'other', 'x', 0, null],
    ['p1', 'paired', 'r1', 0, null],
  ]);
});

it('what Teams names later replaces what it named before, for each participant by itself', async () => {
  await name('p2', ['r1'], 5);
  await name('p1', ['r1', 'r2'], 10);
  await name('p1', ['r1', 'r2'], 11);
  await name('p1', [], 20);

  expect(await named()).toEqual([
    ['p1', 'other', 'x', 0, 10],
    ['p1', 'paired', 'r1', 0, 20],
    ['p1', 'paired', 'r2', 10, 20],
    ['p2', 'paired', 'r1', 5, null],
  ]);
});

it('rosters tell when a named recorder was there and what it showed, and nothing of anybody else', async () => {
  await roster([entry('p1'), entry('stranger', 'recording')], 1);
  await roster([entry('p1'), entry('r1')], 2);
  await roster([entry('p1'), entry('r1', 'recording')], 3);
  await roster([entry('p1'), entry('r1', 'recording')], 4);
  await roster([entry('p1'), entry('r1', 'failed')], 5);
  await roster([entry('p1')], 6);
  await roster([entry('p1'), entry('r1', 'recording'), entry('x', 'recording')], 7);

  expect(await seen()).toEqual([
    ['r1', null, 2, 3],
    ['r1', 'recording', 3, 5],
    ['r1', 'failed', 5, 6],
    ['r1', 'recording', 7, null],
    ['x', 'recording', 7, null],
  ]);
});
