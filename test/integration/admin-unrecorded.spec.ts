import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertSeat, insertSessions } from '../support/sessions.js';

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

it('finds the calls that policy wants recorded and that are not at this moment, whatever the cause', async () => {
  const decision = { action: 'record', reason: 'exactPolicy', ruleId: 'sales', ruleVersion: 1, flags: [] };
  const open = { decision, permit_state: 'open', recording_status: 'recording' };
  const conversation_id = '77777777-7777-4777-8777-777777777777';
  const ids = await insertSessions(admin.database, [
    { decision, recording_status: 'failed' },
    { decision, standing_order: 'paused', paused_until: new Date() },
    { decision },
    { ...open, conversation_id },
    // Not among them: recorded, never to be recorded, and over.
    open,
    { decision: { ...decision, action: 'answer' } },
    { decision, recording_status: 'failed', ended_at: new Date('2026-01-15T10:00:00Z') },
  ]);
  const seatless = ids[3]!;
  await admin.database.pool.query(
    `INSERT INTO session_participant (session_id, participant_id, joined_at, left_at)
       VALUES ('${seatless}', 'p1', now(), NULL), ('${seatless}', 'p2', now(), now()), ('${seatless}', 'p3', now(), NULL);
     INSERT INTO join_decision (session_id, participant_id, joining_call_id, decision, decided_at)
       SELECT '${seatless}', p, 'j', 'inviteNewBot', now() FROM unnest(ARRAY['p1', 'p2', 'p3']) AS p`,
  );
  await insertSeat(admin.database, seatless, { number: 1, participantId: 'p1', takenAt: new Date(), freedAt: null });
  const found = async (query: string) =>
    (await admin.get(`sessions?${query}`)).body.items.map(({ id }) => id).toSorted();

  expect(await found('unrecorded=true')).toEqual(ids.slice(0, 4).toSorted());
  expect(await found('unrecorded=false')).toEqual(ids.slice(4).toSorted());
  expect(await found('unrecorded=true&recordingStatus=failed')).toEqual([ids[0]]);

  await insertSeat(admin.database, seatless, { number: 2, participantId: 'p3', takenAt: new Date(), freedAt: null });
  expect(await found('unrecorded=true')).toEqual(ids.slice(0, 3).toSorted());
});
