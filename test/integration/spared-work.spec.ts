import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDataSource, Database, type Statement } from '@app/platform';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { insertSessions } from '../support/sessions.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 12, 0, seconds));

it('a roster touches no row of whom it says nothing new', async () => {
  const [sessionId = ''] = await insertSessions(test.database, [{}]);
  const participants = new SessionParticipants();
  const entry = (participantId: string, isMuted: boolean) => ({
    participantId,
    identity: { kind: 'user' as const, id: participantId, tenantId: null },
    ...{ isInLobby: false, isMuted, removed: false, recordingStatus: null },
  });
  const tell = (muted: readonly string[], seconds: number) =>
    test.database.transaction((tx) => {
      const entries = ['a', 'b', 'c'].map((id) => entry(id, muted.includes(id)));
      return participants.applyRoster(tx, sessionId, { delta: false, participants: entries as never }, at(seconds));
    });
  const rows = async () => {
    // The version of each row, and whether anybody has as much as locked it.
    const { rows: found } = await test.database.pool.query<{ id: string; version: string }>(
      `SELECT participant_id AS id, concat_ws(' ', ctid, xmin, xmax) AS version FROM session_participant
       WHERE session_id = $1 ORDER BY 1`,
      [sessionId],
    );
    return found.map(({ version }) => version);
  };

  await tell([], 1);
  const before = await rows();
  await tell([], 2);
  expect(await rows()).toEqual(before);

  await tell(['b'], 3);
  const after = await rows();
  expect(before.map((version, i) => version === after[i])).toEqual([true, false, true]);
});

it('keeping a call alive changes no column that an index knows', async () => {
  const { rows } = await test.database.pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = indexrelid
     WHERE indrelid = 'recording_session'::regclass AND pg_get_indexdef(indexrelid) ~ 'checked_at'`,
  );

  expect(rows).toEqual([]);
});

it('what calls ask is planned once on each connection, however few rows it is about', async () => {
  const find: Statement = {
    name: 'test.find',
    text: 'SELECT call_id FROM recording_session WHERE call_id = ANY ($1::text[])',
  };
  const plans: Statement = {
    name: 'test.plans',
    text: `SELECT generic_plans AS once, custom_plans AS anew FROM pg_prepared_statements WHERE name = 'test.find'`,
  };

  const [told] = await test.database.transaction(async (tx) => {
    for (let i = 0; i < 8; i += 1) await tx.query(find, [[randomUUID()]]);
    return tx.query<{ once: string; anew: string }>(plans);
  });

  expect([Number(told?.once), Number(told?.anew)]).toEqual([8, 0]);
});

it('what people ask has connections of its own, and changes nothing', async () => {
  const forPeople = await buildDataSource({ url: test.url, applicationName: 'people', asks: 'people' }).initialize();
  const database = new Database(test.database.dataSource, forPeople);
  const pid: Statement = { name: 'test.pid', text: 'SELECT pg_backend_pid() AS pid' };
  try {
    const asked = Array.from({ length: 30 }, () => database.forPeople(null).query<{ pid: number }>(pid));
    const backends = new Set((await Promise.all(asked)).map(([row]) => row?.pid));
    const { rows } = await test.database.pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'people'`,
    );

    expect(backends.size).toBeLessThanOrEqual(5);
    expect([...backends].every((backend) => rows.some((row) => row.pid === backend))).toBe(true);
    await expect(
      database.forPeople(null).query({
        name: 'test.change',
        text: 'UPDATE recording_session SET lane = 1 RETURNING 1',
      }),
    ).rejects.toThrow(/read-only/);
  } finally {
    await forPeople.destroy();
  }
});
