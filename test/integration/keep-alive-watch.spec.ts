import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Config, Metrics, Outbox } from '@app/platform';
import { KeepCallAlive } from '../../libs/recording/src/commands/keep-call-alive.js';
import { KeepAliveWatch } from '../../libs/recording/src/jobs/keep-alive-watch.job.js';
import { answered, invited } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';
import { RememberedLog } from '../support/doubles.js';

const now = new Date('2026-01-05T12:00:00.000Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let test: TestDatabase;
let outbox: Outbox;
let store: RecordingSessionStore;
let log: RememberedLog;
let metrics: Metrics;
beforeAll(async () => {
  test = await testDatabase();
  outbox = new Outbox(test.database);
  store = sessionStore(test.database, outbox);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.pool.query('TRUNCATE recording_session, session_event CASCADE');
  await test.database.pool.query('TRUNCATE durable_command');
  log = new RememberedLog();
  metrics = new Metrics('test');
});

const watch = (keepAliveSeconds = 600) =>
  new KeepAliveWatch(test.database, outbox, { calls: { keepAliveSeconds } } as Config, log, metrics).run(now);

/** An open call that Graph was last heard of so many minutes ago, with no command stored for it. */
async function openCall(heardMinutesAgo: number, session: RecordingSession = answered()): Promise<string> {
  const callId = randomUUID();
  Object.assign(session, { callId, sessionId: randomUUID(), callKey: callId, mediaSessionId: callId });
  Object.assign(session, { checkedAt: minutesAgo(heardMinutesAgo), receivedAt: minutesAgo(heardMinutesAgo + 1) });
  await store.open(session, { by: 'recorder' });
  // What the fixture's own events left behind goes by its own id.
  await test.database.pool.query(`DELETE FROM durable_command WHERE ordering_key LIKE 'c1%'`);
  return callId;
}

async function stored(): Promise<{ key: string; data: object }[]> {
  const { rows } = await test.database.pool.query<{ key: string; data: object }>(
    `SELECT ordering_key AS key, data FROM durable_command WHERE buried_at IS NULL ORDER BY id`,
  );
  return rows;
}

const overdue = async () => /^witness_calls_keep_alive_overdue\S* (\d+)$/m.exec(await metrics.text())?.[1];

it('starts the checks of an open call anew when they are gone, once', async () => {
  const callId = await openCall(13);

  await watch();
  await watch();

  expect(await stored()).toEqual([
    { key: `${callId}:keep-alive`, data: { callId, dueAt: now.toISOString(), once: null } },
  ]);
  expect(log.lines.map(({ level, fields }) => [level, fields])).toEqual([['warn', { callIds: [callId] }]]);
});

it('starts them anew when the last one was set aside', async () => {
  const callId = await openCall(13);
  const check = new KeepCallAlive({ callId, dueAt: minutesAgo(3).toISOString(), once: null });
  await test.database.transaction((tx) => outbox.add(tx, [check]));
  await test.database.pool.query('UPDATE durable_command SET buried_at = now()');

  await watch();

  expect(await stored()).toHaveLength(1);
});

it('leaves checks alone that are late, fail, or are still to come', async () => {
  const callId = await openCall(29);
  const check = new KeepCallAlive({ callId, dueAt: minutesAgo(19).toISOString(), once: null });
  await test.database.transaction((tx) => outbox.add(tx, [check]));

  await watch();

  expect(await stored()).toEqual([{ key: `${callId}:keep-alive`, data: check.data }]);
});

it('gives a call time until its next check is due', async () => {
  await openCall(11.9);
  await watch();
  expect(await stored()).toEqual([]);

  await openCall(33.9);
  await watch(1_800);
  expect(await stored()).toEqual([]);
  expect(await overdue()).toBe('0');
});

it('sees the end of a call that was turned down, and keeps it no longer than that', async () => {
  const rejected = invited();
  rejected.noteRejected('none', now);
  const callId = await openCall(13, rejected);

  await watch();

  expect((await stored()).map(({ data }) => data)).toEqual([{ callId, dueAt: null, once: now.toISOString() }]);
});

it('asks after no call that has ended or was never answered', async () => {
  const ended = answered();
  ended.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, now);
  await openCall(50, ended);
  await openCall(50, invited());

  await watch();

  expect(await stored()).toEqual([]);
  expect(await overdue()).toBe('0');
});

it('settles an invitation whose deadline is long past and that nobody has a command for, once', async () => {
  const respondBy = new Date(now.getTime() - 16_000);
  const callId = await openCall(1, Object.assign(invited(), { respondBy }));
  await openCall(1, Object.assign(invited(), { respondBy: new Date(now.getTime() - 14_000) }));
  await test.database.pool.query('DELETE FROM durable_command');

  await watch();
  await watch();

  expect(await stored()).toEqual([{ key: `${callId}:answer`, data: { callId } }]);
});

it('tells of calls that were not kept alive for 30 minutes, by number and name, until they are', async () => {
  const callId = await openCall(30);
  await openCall(29);

  await watch();

  expect(await overdue()).toBe('1');
  expect(log.lines.filter(({ level }) => level === 'error').map(({ fields }) => fields)).toEqual([
    { calls: 1, callIds: [callId] },
  ]);

  await store.change(callId, (session) => session.noteKeptAlive(null, now));
  await watch();
  expect(await overdue()).toBe('0');
});
