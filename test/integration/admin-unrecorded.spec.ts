import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertSeat, insertSessions } from '../support/sessions.js';

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

const decision = { action: 'record', reason: 'exactPolicy', ruleId: 'sales', ruleVersion: 1, flags: [] };
const open = { decision, permit_state: 'open', recording_status: 'recording' };

async function found(query: string): Promise<string[]> {
  return (await admin.get(`sessions?${query}`)).body.items.map(({ id }) => String(id)).toSorted();
}

it('finds the calls that policy wants recorded and that are not at this moment, whatever the cause', async () => {
  const ids = await insertSessions(admin.database, [
    { decision, recording_status: 'failed' },
    { decision, standing_order: 'paused', paused_until: new Date() },
    { decision, standing_order: 'stopped' },
    { decision },
    // Not among them: recorded, never to be recorded, being left, and over.
    open,
    { decision: { ...decision, action: 'answer' } },
    { decision, standing_order: 'hungUp' },
    { decision, recording_status: 'failed', ended_at: new Date('2026-01-15T10:00:00Z') },
  ]);

  expect(await found('unrecorded=true')).toEqual(ids.slice(0, 4).toSorted());
  expect(await found('unrecorded=false')).toEqual(ids.slice(4).toSorted());
  expect(await found('unrecorded=true&recordingStatus=failed')).toEqual([ids[0]]);
});

it('gives a call half a minute to be set up, but none to have failed', async () => {
  const received_at = admin.clock.now();
  const [young, failed] = await insertSessions(admin.database, [
    { decision, received_at },
    { decision, received_at, recording_status: 'failed' },
  ]);

  expect(await found('unrecorded=true')).toEqual([failed]);
  admin.clock.advance(31_000);
  expect(await found('unrecorded=true')).toEqual([young, failed].toSorted());
});

it('finds a call that is recorded, but with somebody for whom no call has a seat', async () => {
  const conversation_id = '77777777-7777-4777-8777-777777777777';
  const [call = ''] = await insertSessions(admin.database, [{ ...open, conversation_id }, open]);
  const at = admin.clock.now();
  await admin.database.pool.query(
    `INSERT INTO session_participant (session_id, participant_id, joined_at, left_at)
       VALUES ('${call}', 'seated', now(), NULL), ('${call}', 'left', now(), now()), ('${call}', 'there', now(), NULL)`,
  );
  await admin.database.pool.query(
    `INSERT INTO join_decision (session_id, participant_id, joining_call_id, decision, decided_at)
       SELECT $1, p, 'j', 'inviteNewBot', $2 FROM unnest(ARRAY['seated', 'left', 'there']) AS p`,
    [call, at],
  );
  const seat = { takenAt: at, freedAt: null };
  await insertSeat(admin.database, call, { number: 1, participantId: 'seated', ...seat });

  expect(await found('unrecorded=true')).toEqual([]);
  admin.clock.advance(31_000);
  expect(await found('unrecorded=true')).toEqual([call]);

  await insertSeat(admin.database, call, { number: 2, participantId: 'there', ...seat });
  expect(await found('unrecorded=true')).toEqual([]);
});
