import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDataSource, type Database, type Statement } from '@app/platform';
import { migrations } from '../../migrations/index.js';
import { PartitionHistory1764000014000 } from '../../migrations/1764000014000-partition-history.js';
import { GetTimeline, GetTimelineHandler } from '../../libs/recording/src/queries/get-timeline.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { insertSessions } from '../support/sessions.js';

const WEEK_MS = 7 * 24 * 3_600_000;
const MONDAY = Date.UTC(2026, 0, 5);
const TABLES = ['notification_log', 'session_event'];

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

async function rowsOf<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await test.database.pool.query<Row>(sql, values)).rows;
}

const addWeeks = (first: Date, last: Date) =>
  rowsOf<{ added: number }>('SELECT add_history_weeks($1, $2) AS added', [first, last]).then(([row]) => row?.added);

const insertEvent = (sessionId: string, at: Date, type = 'x') =>
  rowsOf(`INSERT INTO session_event (session_id, type, at, cause, data) VALUES ($1, $2, $3, 'recorder', '{}')`, [
    ...[sessionId, type, at],
  ]);

async function weeksOf(sessionId: string): Promise<string[]> {
  const sql = `SELECT tableoid::regclass::text AS week FROM session_event WHERE session_id = $1 ORDER BY 1`;
  return (await rowsOf<{ week: string }>(sql, [sessionId])).map(({ week }) => week);
}

async function connected(first: string): Promise<Client> {
  const client = new Client({ connectionString: test.url });
  await client.connect();
  await client.query(first);
  return client;
}

it('a migrated database has this week and eight more, of both histories', async () => {
  const weeks = await rowsOf<{ name: string; parent: string }>(
    `SELECT inhrelid::regclass::text AS name, inhparent::regclass::text AS parent FROM pg_inherits
     WHERE inhparent = ANY ($1::regclass[]) AND inhrelid::regclass::text LIKE '%_from_%' ORDER BY 1`,
    [TABLES],
  );

  const [first] = weeks.map(({ name }) => name.slice(-8));
  // Migrated a moment ago, which may have been last week.
  expect([nameOf(Date.now()), nameOf(Date.now() - WEEK_MS)]).toContain(first);
  const began = Date.parse(`${first?.slice(0, 4)}-${first?.slice(4, 6)}-${first?.slice(6)}`);
  const names = Array.from({ length: 9 }, (_, week) => nameOf(began + week * WEEK_MS));
  expect(weeks.map(({ name }) => name)).toEqual(
    TABLES.flatMap((table) => names.map((name) => `${table}_from_${name}`)),
  );
});

/** The Monday of a time, in UTC. */
function nameOf(time: number): string {
  const day = new Date(time);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10).replaceAll('-', '');
}

it('an event lies in the week of its time, Monday to Monday in UTC whatever the session thinks, and a stray one elsewhere', async () => {
  const sessionId = randomUUID();
  const elsewhere = await connected(`SET TIME ZONE 'America/New_York'`);
  const { rows } = await elsewhere.query<{ added: number }>('SELECT add_history_weeks($1, $2) AS added', [
    ...[new Date(MONDAY), new Date(MONDAY + WEEK_MS)],
  ]);
  await elsewhere.end();
  expect(rows).toEqual([{ added: 4 }]);

  for (const time of [MONDAY - 1, MONDAY, MONDAY + WEEK_MS - 1, MONDAY + WEEK_MS])
    await insertEvent(sessionId, new Date(time));

  expect(await weeksOf(sessionId)).toEqual([
    'session_event_from_20260105',
    'session_event_from_20260105',
    'session_event_from_20260112',
    'session_event_other',
  ]);
});

it('weeks are made once, however many make them at the same time', async () => {
  const [first, last] = [new Date(Date.UTC(2026, 1, 2)), new Date(Date.UTC(2026, 1, 22))];

  const added = await Promise.all([addWeeks(first, last), addWeeks(first, last), addWeeks(first, last)]);

  expect(added.sort()).toEqual([0, 0, 6]);
});

it('a week of which something lies elsewhere already stays there, and the others are made', async () => {
  const sessionId = randomUUID();
  await insertEvent(sessionId, new Date(Date.UTC(2026, 2, 10)));

  expect(await addWeeks(new Date(Date.UTC(2026, 2, 2)), new Date(Date.UTC(2026, 2, 16)))).toBe(5);
  await insertEvent(sessionId, new Date(Date.UTC(2026, 2, 11)));

  expect(await weeksOf(sessionId)).toEqual(['session_event_other', 'session_event_other']);
});

it('whoever may only write can have weeks made', async () => {
  const role = `writer_${randomUUID().slice(0, 8)}`;
  await rowsOf(`CREATE ROLE ${role}`);
  const writer = await connected(`SET ROLE ${role}`);
  await expect(writer.query('CREATE TABLE of_its_own (id integer)')).rejects.toThrow('permission denied');

  const { rows } = await writer.query<{ added: number }>(
    `SELECT add_history_weeks('2026-04-06', '2026-04-06') AS added`,
  );

  expect(rows).toEqual([{ added: 2 }]);
  await writer.end();
  await rowsOf(`DROP ROLE ${role}`);
});

it('while somebody reads the strays for long, no week is made, and nobody waits for that for long', async () => {
  const reader = await connected('BEGIN; SELECT count(*) FROM session_event_other');

  await expect(addWeeks(new Date('2026-05-04T00:00:00Z'), new Date('2026-05-04T00:00:00Z'))).rejects.toThrow(
    'lock timeout',
  );

  await reader.end();
});

it('the timeline of a call looks at the weeks since it came, not at those before', async () => {
  const received = new Date(MONDAY + WEEK_MS + 3 * 24 * 3_600_000);
  const sessionId = randomUUID();
  await insertSessions(test.database, [{ session_id: sessionId, received_at: received }]);
  const asked = new Map<string, Statement>();
  const query = (statement: Statement) => {
    asked.set(statement.name, statement);
    return Promise.resolve(statement.name === 'recording.visible-session' ? [{}] : []);
  };
  const database = { forPeople: () => ({ query }) } as unknown as Database;
  await new GetTimelineHandler(database).execute(new GetTimeline(null, sessionId, 'each', null, 10));
  const timeline = asked.get('recording.get-timeline-each');

  const plan = await rowsOf<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${timeline?.text}`, [
    ...[sessionId, null, null, 10],
  ]);

  const looked = plan.map((line) => line['QUERY PLAN']).filter((line) => line.includes(' on session_event_'));
  const isRead = (week: string) =>
    looked.some((line) => line.includes(` on session_event_${week}`) && !line.includes('never executed'));
  expect(isRead('from_20260105')).toBe(false);
  expect(isRead('from_20260112')).toBe(true);
});

it('what a database held before lies in its weeks afterwards, under the same ids, and back again', async () => {
  await rowsOf(`CREATE DATABASE held_before`);
  const url = test.url.replace(/\/[^/]*$/, '/held_before');
  const former = migrations.filter((migration) => migration !== PartitionHistory1764000014000);
  const before = await buildDataSource({ url, applicationName: 'before', migrations: former }).initialize();
  await before.runMigrations();
  await before.query(`
    INSERT INTO notification_log (received_at, kind, body)
    SELECT timestamptz '2026-01-06' + n * interval '1 day', 'kind ' || n, '{}' FROM generate_series(1, 20) n`);
  const held = async (from: { query: (sql: string) => Promise<unknown> }) =>
    from.query(`SELECT id, kind, received_at FROM notification_log ORDER BY id`);
  const asBefore = await held(before);
  await before.destroy();

  const after = await buildDataSource({ url, applicationName: 'after', migrations }).initialize();
  await after.runMigrations();

  expect(await held(after)).toEqual(asBefore);
  expect(await after.query(`SELECT count(*)::integer AS strays FROM notification_log_other`)).toEqual([{ strays: 0 }]);
  await after.query(`INSERT INTO notification_log (received_at, kind, body) VALUES (now(), 'the next', '{}')`);
  expect(await after.query(`SELECT id FROM notification_log WHERE kind = 'the next'`)).toEqual([{ id: '21' }]);

  await after.undoLastMigration();
  expect(await held(after)).toHaveLength(21);
  await after.query(`INSERT INTO notification_log (received_at, kind, body) VALUES (now(), 'and one more', '{}')`);
  expect(await after.query(`SELECT max(id) AS id FROM notification_log`)).toEqual([{ id: '22' }]);
  await after.destroy();
  await rowsOf(`DROP DATABASE held_before`);
});
