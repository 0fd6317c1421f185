import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RosterEntry } from '@app/graph-comms';
import { NoteCallUpdate, NoteCallUpdateHandler } from '../../libs/recording/src/commands/note-call-update.js';
import {
  NoteParticipantLeft,
  NoteParticipantLeftHandler,
} from '../../libs/recording/src/commands/note-participant-left.js';
import { NoteRoster, NoteRosterHandler } from '../../libs/recording/src/commands/note-roster.js';
import { ParticipantRecorders } from '../../libs/recording/src/coverage/participant-recorder.store.js';
import type { LoggedNotification } from '../../libs/recording/src/notification-log.store.js';
import { after, callInfo, invited, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
let store: RecordingSessionStore;
const participants = new SessionParticipants();
const seats = new SeatStore();
const recorders = new ParticipantRecorders();
beforeAll(async () => {
  test = await testDatabase();
  store = sessionStore(test.database);
});
afterAll(() => test.close());

let chain: string;
beforeEach(() => (chain = randomUUID()));

const at = (seconds: number) => after(seconds * 1_000);
const notification = (callId: string, seconds: number): LoggedNotification => ({
  ...{ receivedAt: at(seconds), tenantId: 't1', callId, callKey: null, kind: 'test', messageId: randomUUID() },
  ...{ originalMessageId: null, scenarioId: null, body: {} },
});

/** A call that Teams opened for p1; all calls of a test are of one conversation. */
async function invite(seconds = 0): Promise<string> {
  const callId = randomUUID();
  const session = Object.assign(invited({ callChainId: chain }), { callId, callKey: callId, receivedAt: at(seconds) });
  await store.open(session, { by: 'recorder' });
  await store.change(callId, (each) => {
    each.decide(record, at(seconds));
    each.beginAnswer({ mediaHostId: 'h1', mediaSessionId: `${callId}-media`, separated: true }, at(seconds));
  });
  return callId;
}

async function recorded(seconds = 0): Promise<string> {
  const callId = await invite(seconds);
  await store.change(callId, (each) => {
    each.noteAnswered({ requestId: null, durationMs: 1, attempts: 1 }, at(seconds));
    each.noteCallState('established', at(seconds + 0.1));
  });
  return callId;
}

const joins = (callId: string, participantId: string, joiningCallId: string, seconds: number) =>
  store.change(callId, async (session, tx) => {
    const asking = [{ participantId, userId: null, joiningCallId }];
    const { admissions, held } = await seats.admit(tx, session, asking, session.takesParticipants, at(seconds));
    session.noteAdmissions(admissions, held, at(seconds));
    return admissions[0]!.decision;
  });

const left = (callId: string, participantId: string, joiningCallId: string | null, seconds: number) =>
  new NoteParticipantLeftHandler(store, participants).execute(
    new NoteParticipantLeft(callId, participantId, joiningCallId, notification(callId, seconds)),
  );

const entryOf = (participantId: string): RosterEntry => ({
  ...{ participantId, identity: { kind: 'user', id: `user-of-${participantId}`, tenantId: 't1' } },
  ...{ isInLobby: false, isMuted: false, removed: false, recordingStatus: null, mediaStreams: [] },
});

function roster(callId: string, ids: string[], seconds: number, by: 'teams' | 'us'): Promise<void> {
  const list = { delta: false, sequenceNumber: by === 'us' ? null : String(seconds), participants: ids.map(entryOf) };
  const told = by === 'us' ? null : notification(callId, seconds);
  const handler = new NoteRosterHandler(store, participants, seats, recorders);
  return handler.execute(new NoteRoster(callId, list, at(seconds), told));
}

const saysEstablished = (callId: string, seconds: number) =>
  new NoteCallUpdateHandler(store, recorders, seats).execute(
    new NoteCallUpdate(
      callId,
      { call: { ...callInfo, callChainId: chain, state: 'established' }, deleted: false },
      notification(callId, seconds),
    ),
  );

/** Who has a seat of it. */
async function seatedIn(callId: string): Promise<string[]> {
  const { rows } = await test.database.pool.query<{ participant_id: string }>(
    `SELECT participant_id FROM seat JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND freed_at IS NULL ORDER BY 1`,
    [callId],
  );
  return rows.map(({ participant_id }) => participant_id);
}

it('the repeat of a left takes nothing from whoever has come back', async () => {
  const callId = await recorded();
  await joins(callId, 'p2', 'j1', 10);
  await left(callId, 'p2', 'j1', 20);
  expect(await seatedIn(callId)).toEqual(['p1']);
  await joins(callId, 'p2', 'j2', 30);

  await left(callId, 'p2', 'j1', 120);

  expect(await seatedIn(callId)).toEqual(['p1', 'p2']);
});

it('nor does a left that comes after the next joining', async () => {
  const callId = await recorded();
  await joins(callId, 'p2', 'j1', 10);
  await joins(callId, 'p2', 'j2', 30);

  await left(callId, 'p2', 'j1', 31);
  expect(await seatedIn(callId)).toEqual(['p1', 'p2']);

  await left(callId, 'p2', 'j2', 40);
  expect(await seatedIn(callId)).toEqual(['p1']);
});

it('the first participant, whose joining has no id, may come back as well, and leave for good', async () => {
  const callId = await recorded();
  await left(callId, 'p1', 'x', 10);
  await joins(callId, 'p1', 'j1', 20);
  await left(callId, 'p1', 'x', 25);
  expect(await seatedIn(callId)).toEqual(['p1']);

  // Should the id be one that comes with every left, it means what it says again after a while.
  await left(callId, 'p1', 'x', 60);
  expect(await seatedIn(callId)).toEqual([]);
});

it('a left that names no joining, or the call itself, is taken as told', async () => {
  const callId = await recorded();
  await joins(callId, 'p2', 'j1', 10);
  await left(callId, 'p2', null, 20);
  await joins(callId, 'p2', 'j2', 30);
  await left(callId, 'p2', callId, 40);

  expect(await seatedIn(callId)).toEqual(['p1']);
});

it('a left that overtakes its own joining leaves no seat taken, also when a roster had shown the participant', async () => {
  const callId = await recorded();
  await roster(callId, ['p1', 'p2'], 10, 'teams');
  await left(callId, 'p2', 'j1', 11);

  expect(await joins(callId, 'p2', 'j1', 12)).toBe('accept');
  expect(await seatedIn(callId)).toEqual(['p1']);
});

it('whom Graph shows when it is asked has a seat again, whatever was told of them; a roster of Teams does not say as much', async () => {
  const callId = await recorded();
  await roster(callId, ['p1'], 10, 'teams');
  await left(callId, 'p1', null, 20);
  expect((await store.find(callId))!.aloneSince).not.toBeNull();

  await roster(callId, ['p1'], 21, 'teams');
  expect(await seatedIn(callId)).toEqual([]);

  await roster(callId, ['p1'], 80, 'us');
  expect(await seatedIn(callId)).toEqual(['p1']);
  expect((await store.find(callId))!.aloneSince).toBeNull();
});

it('a second invitation that soon ends gives the seat back to the call where the participant still is', async () => {
  const first = await recorded();
  await roster(first, ['p1'], 1, 'teams');
  const second = await recorded(60);
  expect([await seatedIn(first), await seatedIn(second)]).toEqual([[], ['p1']]);

  await roster(first, ['p1'], 61, 'teams');
  expect([await seatedIn(first), await seatedIn(second)]).toEqual([[], ['p1']]);

  await store.change(second, (each) => each.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, at(65)));
  await roster(first, ['p1'], 66, 'teams');
  expect([await seatedIn(first), await seatedIn(second)]).toEqual([['p1'], []]);
});

it('a call with one seat keeps it for whom it is, when the call that took them over has ended', async () => {
  const first = await recorded();
  await store.change(first, (each) => void (each.participantCapacity = 1));
  const second = await recorded(60);
  await store.change(second, (each) => each.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, at(65)));

  await roster(first, ['p1'], 66, 'teams');

  expect(await seatedIn(first)).toEqual(['p1']);
});

it('a miss that is taken back has its participant in a seat again', async () => {
  const callId = await invite();
  await store.change(callId, (each) => each.noteMissed('callGone', null, at(5)));
  expect(await seatedIn(callId)).toEqual([]);

  await saysEstablished(callId, 6);

  expect(await seatedIn(callId)).toEqual(['p1']);
  expect((await store.find(callId))!).toMatchObject({ response: 'answered', participantCount: 1, endedAt: null });
});

it('a miss that is taken back seats nobody who left meanwhile', async () => {
  const callId = await invite();
  await store.change(callId, (each) => each.noteMissed('callGone', null, at(5)));
  await left(callId, 'p1', null, 6);

  await saysEstablished(callId, 7);

  expect(await seatedIn(callId)).toEqual([]);
});

it('what Graph was asked before a left came takes nothing of it back', async () => {
  const callId = await recorded();
  await roster(callId, ['p1'], 10, 'teams');
  await left(callId, 'p1', null, 20);

  await roster(callId, ['p1'], 19, 'us');

  expect(await seatedIn(callId)).toEqual([]);
});

it('a left that is told after a roster missed its participant is Teams’ word that they left', async () => {
  const callId = await recorded();
  const isAnyMissed = () => store.change(callId, (session, tx) => participants.isAnyMissed(tx, session.sessionId));
  await roster(callId, ['p1'], 10, 'teams');
  expect(await isAnyMissed()).toBe(false);
  await roster(callId, ['somebody'], 11, 'teams');
  expect(await isAnyMissed()).toBe(true);

  await left(callId, 'p1', null, 12);

  expect(await isAnyMissed()).toBe(false);
});

it('equal joinings that come together are one, also of somebody who has a seat', async () => {
  const callId = await recorded();
  const twice = (joiningCallId: string, seconds: number) =>
    store.change(callId, async (session, tx) => {
      const asking = [1, 2].map(() => ({ participantId: 'p2', userId: null, joiningCallId }));
      const { admissions } = await seats.admit(tx, session, asking, true, at(seconds));
      return admissions.map(({ decision }) => decision);
    });

  expect(await twice('j1', 10)).toEqual(['accept', 'accept']);
  expect(await twice('j2', 20)).toEqual(['accept', 'accept']);
  expect(await seatedIn(callId)).toEqual(['p1', 'p2']);
});
