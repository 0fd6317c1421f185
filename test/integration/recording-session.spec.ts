import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommsNotification, parseNotifications, type RosterEntry } from '@app/graph-comms';
import type { QueryBus } from '@nestjs/cqrs';
import type { Config } from '@app/platform';
import { AdmitParticipant, AdmitParticipantHandler } from '../../libs/recording/src/commands/admit-participant.js';
import { ParticipantRecorders } from '../../libs/recording/src/coverage/participant-recorder.store.js';
import { NoteIncomingCall, NoteIncomingCallHandler } from '../../libs/recording/src/commands/note-incoming-call.js';
import {
  NoteParticipantLeft,
  NoteParticipantLeftHandler,
} from '../../libs/recording/src/commands/note-participant-left.js';
import { NoteRoster, NoteRosterHandler } from '../../libs/recording/src/commands/note-roster.js';
import type { LoggedNotification } from '../../libs/recording/src/notification-log.store.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { neverBusy, sessionStore } from '../support/session-store.js';
import invite from '../fixtures/graph/corpus/incoming-pbr/docs-incoming-pbr-example3.json' with { type: 'json' };

const noon = new Date('2026-01-05T12:00:00.000Z');
const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

let test: TestDatabase;
let store: RecordingSessionStore;
const participants = new SessionParticipants();
const seats = new SeatStore();
const recorders = new ParticipantRecorders();
const NOBODY_ELSE = { paired: [], other: [] };
/** Every media host takes more. */
const hosts = { execute: () => Promise.resolve(true) } as unknown as QueryBus;
beforeAll(async () => {
  test = await testDatabase();
  store = sessionStore(test.database);
});
afterAll(() => test.close());

const notification = (callId: string, receivedAt = noon): LoggedNotification => ({
  ...{ receivedAt, tenantId: 't1', callId, callKey: null, kind: 'test', messageId: randomUUID() },
  ...{ originalMessageId: null, scenarioId: null, body: {} },
});

async function noteInvite(callId: string): Promise<void> {
  const parsed = parseNotifications(invite.body);
  const item = (parsed.kind === 'notifications' ? parsed.items[0] : null) as Extract<
    CommsNotification,
    { kind: 'incomingCall' }
  >;
  const invitation = {
    callId,
    graphCallId: callId,
    tenantId: 't1',
    call: item.call,
    receivedAt: noon,
    spilledFrom: null,
  };
  const handler = new NoteIncomingCallHandler(store, neverBusy);
  await handler.execute(new NoteIncomingCall(invitation, notification(callId)));
}

const observed = '30fad2ce-8989-41a1-8a66-f6636e629a2a';
const entry = (participantId: string, change: Partial<RosterEntry> = {}): RosterEntry => ({
  ...{ participantId, identity: { kind: 'user', id: `user-of-${participantId}`, tenantId: 't1' } },
  ...{ isInLobby: false, isMuted: false, removed: false, recordingStatus: null, mediaStreams: [], ...change },
});
const roster = (
  callId: string,
  sequence: number | null,
  ids: string[],
  seconds: number,
  told: LoggedNotification | null = null,
) => {
  const sequenceNumber = sequence === null ? null : String(sequence);
  const list = { delta: false, sequenceNumber, participants: ids.map((id) => entry(id)) };
  const handler = new NoteRosterHandler(store, participants, seats, recorders);
  return handler.execute(new NoteRoster(callId, list, at(seconds), told));
};
const left = (callId: string, participantId: string, seconds: number) =>
  new NoteParticipantLeftHandler(store, participants).execute(
    new NoteParticipantLeft(callId, participantId, null, notification(callId, at(seconds))),
  );
const config = { http: { publicUrl: 'https://rec.example' } } as Config;
const join = (callId: string, participantId: string, seconds = 10, joiningCallId = `${participantId} at ${seconds}`) =>
  new AdmitParticipantHandler(store, seats, recorders, hosts, config, { now: () => at(seconds) })
    .execute(
      new AdmitParticipant(
        callId,
        { participantId, userId: null, joiningCallId },
        notification(callId, at(seconds)),
        NOBODY_ELSE,
        at(seconds + 0.9),
      ),
    )
    .then(({ decision }) => decision);

async function present(callId: string): Promise<string[]> {
  const { rows } = await test.database.pool.query<{ participant_id: string }>(
    `SELECT participant_id FROM session_participant JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND left_at IS NULL ORDER BY 1`,
    [callId],
  );
  return rows.map(({ participant_id }) => participant_id);
}
const count = async (sql: string, callId: string) =>
  (await test.database.pool.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${sql}`, [callId])).rows[0]!.n;

/** A call under recording with room for `capacity` participants. */
async function recordedCall(capacity = 100): Promise<string> {
  const callId = randomUUID();
  await noteInvite(callId);
  await store.change(callId, (session) => {
    session.participantCapacity = capacity;
    session.response = 'answered';
    session.noteCallState('established', at(1));
  });
  return callId;
}

it('an invite that comes thirty times at once makes one session and one command to answer it', async () => {
  const callId = randomUUID();

  await Promise.all(Array.from({ length: 30 }, () => noteInvite(callId)));

  expect(await count('recording_session WHERE call_id = $1', callId)).toBe(1);
  expect(await count(`durable_command WHERE ordering_key = $1`, callId)).toBe(1);
  expect(await count(`notification_log WHERE call_id = $1`, callId)).toBe(30);
});

it('a change that fails leaves nothing behind, not even the notification', async () => {
  const callId = await recordedCall();
  const events = await count('session_event JOIN recording_session USING (session_id) WHERE call_id = $1', callId);

  const change = store.change(
    callId,
    (session) => {
      session.noteContentSharing(true, at(2));
      throw new Error('out of luck');
    },
    { by: 'teams', notification: { ...notification(callId), kind: 'doomed' } },
  );

  await expect(change).rejects.toThrow('out of luck');
  expect((await store.find(callId))?.contentSharing).toBe(false);
  expect(await count(`notification_log WHERE kind = 'doomed' AND call_id = $1`, callId)).toBe(0);
  expect(await count('session_event JOIN recording_session USING (session_id) WHERE call_id = $1', callId)).toBe(
    events,
  );
});

it('every transition is kept with its time, its cause and the message that brought it', async () => {
  const callId = await recordedCall();
  const cause = notification(callId, at(3));
  await store.change(callId, (session) => session.noteContentSharing(true, at(3)), {
    by: 'teams',
    notification: cause,
  });

  const { rows } = await test.database.pool.query(
    `SELECT type, at, cause, message_id, data FROM session_event JOIN recording_session USING (session_id)
     WHERE call_id = $1 ORDER BY id DESC LIMIT 1`,
    [callId],
  );

  const said = { type: 'recording.ContentSharingChanged', at: at(3), data: { started: true } };
  expect(rows).toEqual([{ ...said, cause: 'teams', message_id: cause.messageId }]);
});

it('a full roster says who is there; an older one changes nothing', async () => {
  const callId = await recordedCall();

  await roster(callId, 5, [observed, 'a', 'b'], 10);
  await roster(callId, 7, [observed, 'b', 'c'], 20);
  await roster(callId, 6, [observed, 'a', 'b'], 30);

  expect(await present(callId)).toEqual([observed, 'b', 'c'].toSorted());
});

it('rosters without a version: the last received wins', async () => {
  const callId = await recordedCall();

  await roster(callId, null, ['a', 'b'], 10);
  await roster(callId, null, ['b'], 20);

  expect(await present(callId)).toContain('b');
  expect(await present(callId)).not.toContain('a');
});

it('a policy user missing from a roster has left only if a roster ever showed them', async () => {
  const shown = await recordedCall();
  await roster(shown, 1, [observed, 'a'], 10);
  await roster(shown, 2, ['a'], 20);
  const never = await recordedCall();
  await roster(never, 1, ['a'], 10);

  expect(await store.find(shown)).toMatchObject({ participantCount: 0, aloneSince: at(20) });
  expect(await store.find(never)).toMatchObject({ participantCount: 1, aloneSince: null });
});

it('a roster without a version that comes right behind a joining may be older, and takes no seat away', async () => {
  const callId = await recordedCall(3);
  await join(callId, 'p2', 10);
  const told = (ids: string[], seconds: number) =>
    roster(callId, null, ids, seconds, notification(callId, at(seconds)));

  await told([observed, 'p2'], 10.5);
  await told([observed], 11);
  expect((await store.find(callId))?.participantCount).toBe(2);
  await told([observed], 13);
  expect((await store.find(callId))?.participantCount).toBe(1);
});

it('when the last policy user leaves, a look in a minute is stored with it', async () => {
  const callId = await recordedCall();

  await left(callId, observed, 30);
  await left(callId, observed, 31);

  const { rows } = await test.database.pool.query<{ run_at: Date }>(
    `SELECT run_at FROM durable_command WHERE kind = 'recording.hang-up-when-alone' AND ordering_key = $1`,
    [`${callId}:alone`],
  );
  expect(rows.map(({ run_at }) => run_at)).toEqual([at(90)]);
});

it('a hundred joinings at once against room for fifty: fifty are let in, fifty sent to a bot of their own', async () => {
  const callId = await recordedCall(50);

  const decisions = await Promise.all(Array.from({ length: 100 }, (_, i) => join(callId, `p${i}`)));

  // The observed participant has the first seat.
  expect(decisions.filter(({ kind }) => kind === 'accept')).toHaveLength(49);
  expect(decisions.filter(({ kind }) => kind === 'inviteNewBot')).toHaveLength(51);
  expect((await store.find(callId))?.participantCount).toBe(50);
});

it('a repeated joining gets the same decision and no second seat', async () => {
  const callId = await recordedCall(3);

  const decisions = [
    await join(callId, 'p2'),
    await join(callId, 'p2'),
    await join(callId, 'p3'),
    await join(callId, 'p2'),
  ];

  expect(decisions.map(({ kind }) => kind)).toEqual(['accept', 'accept', 'accept', 'accept']);
  expect((await store.find(callId))?.participantCount).toBe(3);
  const { callKey } = (await store.find(callId))!;
  const inviteUri = `https://rec.example/api/calls/${callKey}`;
  expect(await join(callId, 'p4')).toEqual({ kind: 'inviteNewBot', inviteUri });
});

it('a left that overtakes its own joining leaves no seat taken', async () => {
  const callId = await recordedCall(3);

  await left(callId, 'p2', 9);
  await join(callId, 'p2', 10);

  expect((await store.find(callId))?.participantCount).toBe(1);
});

it('who left frees the seat for the next, and may come back', async () => {
  const callId = await recordedCall(2);
  await join(callId, 'p2', 10);
  expect((await join(callId, 'p3', 11)).kind).toBe('inviteNewBot');

  await left(callId, 'p2', 12);
  expect((await join(callId, 'p3', 13)).kind).toBe('accept');
  await left(callId, 'p3', 14);

  expect((await join(callId, 'p2', 15)).kind).toBe('accept');
  expect((await store.find(callId))?.participantCount).toBe(2);
});

it('a joining that is decided too late takes no seat', async () => {
  const callId = await recordedCall(3);
  const late = new AdmitParticipantHandler(store, seats, recorders, hosts, config, { now: () => at(12) });

  const asking = { participantId: 'p2', userId: null, joiningCallId: 'j2' };
  const command = new AdmitParticipant(callId, asking, notification(callId), NOBODY_ELSE, at(11));

  expect((await late.execute(command)).decision).toEqual({ kind: 'reject', reason: 'busy' });
  expect((await store.find(callId))?.participantCount).toBe(1);
});

it('a roster of as many strangers as a body can name holds up nobody for long', async () => {
  const callId = await recordedCall();
  const strangers = (of: string) => Array.from({ length: 24_000 }, (_, i) => `${of}${i}`);

  await roster(callId, 1, strangers('a'), 20);
  await roster(callId, 2, strangers('a'), 30);
  await roster(callId, 3, strangers('b').slice(0, 12_000), 40);
  expect(await present(callId)).toHaveLength(12_000 + 1);
  await roster(callId, 4, strangers('a'), 50);

  expect(await present(callId)).toHaveLength(24_000 + 1);
});
