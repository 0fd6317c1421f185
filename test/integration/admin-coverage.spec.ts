import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertConversation, insertSeat, insertSessions } from '../support/sessions.js';

const CONVERSATION = '77777777-7777-4777-8777-777777777777';
const [FIRST, SECOND, THIRD] = ['1', '2', '3'].map((n) => `99999999-9999-4999-8999-99999999999${n}`);
const at = (second: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, second));
const text = (second: number) => at(second).toISOString();

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());

const seat = (sessionId: string | undefined, number: number, participantId: string, freedAt: Date | null = null) =>
  insertSeat(admin.database, sessionId, { number, participantId, takenAt: at(number), freedAt });
const event = (sessionId: string | undefined, type: string, second: number) =>
  admin.database.pool.query(
    `INSERT INTO session_event (session_id, type, at, cause, data) VALUES ($1, $2, $3, 'recorder', $4)`,
    [sessionId, `recording.${type}`, at(second), { permitId: `of ${sessionId}` }],
  );
const coverage = async (query = '') => (await admin.get(`conversations/${CONVERSATION}/coverage${query}`)).body;

beforeEach(async () => {
  await admin.empty();
  await insertConversation(admin.database, CONVERSATION, { beganAt: at(0) });
  await insertSessions(admin.database, [
    { session_id: FIRST, conversation_id: CONVERSATION, media_host_id: 'mh-1', names_recorders: true },
    { session_id: SECOND, conversation_id: CONVERSATION, media_host_id: 'mh-2', lane: 1 },
  ]);
  await seat(FIRST, 1, 'p1');
  await seat(SECOND, 2, 'p1');
  await seat(FIRST, 3, 'p2', at(30));
  await event(FIRST, 'KeepingStarted', 5);
  await event(SECOND, 'KeepingStarted', 6);
  await event(SECOND, 'MediaLost', 20);
  await admin.database.pool.query(
    `INSERT INTO participant_recorder (session_id, observed_participant_id, relation, recorder_participant_id, named_from)
     VALUES ($1, 'p2', 'paired', 'r1', $2), ($1, 'p1', 'other', 'r1', $2)`,
    [FIRST, at(0)],
  );
  await admin.database.pool.query(
    `INSERT INTO recorder_presence (session_id, recorder_participant_id, seen_from) VALUES ($1, 'r1', $2)`,
    [FIRST, at(10)],
  );
});

it('coverage tells by how many recorders each participant was covered, from when to when, and by which', async () => {
  const stretch = (
    from: number,
    to: number | null,
    level: string,
    sessionIds: unknown[],
    recorderIds: string[] = [],
  ) => ({
    ...{ from: text(from), to: to === null ? null : text(to) },
    ...{ coverage: level, sessionIds, recorderIds },
  });

  expect(await coverage()).toEqual({
    nextCursor: null,
    items: [
      {
        participantId: 'p1',
        userId: 'user of p1',
        stretches: [
          stretch(1, 5, 'none', []),
          stretch(5, 6, 'single', [FIRST]),
          stretch(6, 20, 'double', [FIRST, SECOND]),
          stretch(20, null, 'single', [FIRST]),
        ],
      },
      {
        participantId: 'p2',
        userId: 'user of p2',
        stretches: [
          stretch(3, 5, 'none', []),
          stretch(5, 10, 'single', [FIRST]),
          stretch(10, 30, 'double', [FIRST], ['r1']),
        ],
      },
    ],
  });
});

it('coverage shows also whom no call has a seat for, while rosters show them', async () => {
  await admin.database.pool.query(
    `INSERT INTO join_decision (session_id, participant_id, joining_call_id, decision, decided_at)
     VALUES ($1, 'p3', 'j', 'inviteNewBot', $2)`,
    [FIRST, at(8)],
  );
  await admin.database.pool.query(
    `INSERT INTO session_participant (session_id, participant_id, joined_at) VALUES ($1, 'p3', $2), ($1, 'guest', $2)`,
    [FIRST, at(9)],
  );

  expect((await coverage('?participantId=p3')).items).toMatchObject([
    { participantId: 'p3', userId: null, stretches: [{ from: text(9), to: null, coverage: 'none' }] },
  ]);
  expect((await coverage('?participantId=guest')).items).toEqual([]);
});

it('coverage is read participant by participant', async () => {
  const first = await coverage('?limit=1');
  const second = await coverage(`?limit=1&cursor=${first.nextCursor}`);

  expect([first, second].map(({ items }) => items.map(({ participantId }) => participantId))).toEqual([['p1'], ['p2']]);
  expect(second.nextCursor).toBeNull();
  expect((await coverage('?participantId=p2')).items).toEqual(second.items);
});

it('coverage of a call that was missed ends with it, although its seat is kept in case that it is taken back', async () => {
  await insertSessions(admin.database, [
    { session_id: THIRD, conversation_id: CONVERSATION, response: 'missed', ended_at: at(40) },
  ]);
  await seat(THIRD, 9, 'p9');

  expect((await coverage('?participantId=p9')).items).toMatchObject([
    { stretches: [{ from: text(9), to: text(40), coverage: 'none' }] },
  ]);
});
