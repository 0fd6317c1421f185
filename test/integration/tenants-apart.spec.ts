import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Statement } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { insertConversation, insertGap, insertSessions } from '../support/sessions.js';

const TENANTS = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`);
const OWN = TENANTS[0]!;
const EACH = 20;

/** Everything that people may be shown some of; a read names no tenant, as if somebody had forgotten to. */
const TABLES: Record<string, string> = {
  recording_session: 'session_id',
  conversation: 'conversation_id',
  notification_log: 'call_id',
  session_hour: 'tenant_id',
  recording_policy: 'policy_id',
  recording_policy_version: 'policy_id',
  audit_entry: 'request_id',
  coverage_gap: 'conversation_id',
  session_event: 'session_id',
  session_participant: 'session_id',
  seat: 'session_id',
  join_decision: 'session_id',
  kept_segment: 'session_id',
  participant_recorder: 'session_id',
  recorder_presence: 'session_id',
};

let test: TestDatabase;
/** Of each tenant, keys of their rows by table. */
const keys = new Map<string, Record<string, string[]>>();
beforeAll(async () => {
  test = await testDatabase();
  for (const tenant of TENANTS) keys.set(tenant, await fill(tenant));
}, 60_000);
afterAll(() => test.close());

async function fill(tenant: string): Promise<Record<string, string[]>> {
  const { pool } = test.database;
  const conversations: string[] = [];
  for (let i = 0; i < EACH; i += 1) {
    const { rows } = await pool.query<{ id: string }>('SELECT gen_random_uuid()::text AS id');
    conversations.push(rows[0]!.id);
    await insertConversation(test.database, rows[0]!.id, { tenantId: tenant });
    await insertGap(test.database, rows[0]!.id, { tenant_id: tenant });
  }
  const sessions = await insertSessions(
    test.database,
    conversations.map((id) => ({ tenant_id: tenant, conversation_id: id })),
  );
  await pool.query(
    `INSERT INTO session_event (session_id, type, at, cause, data) SELECT s, 'x', now(), 'teams', '{}' FROM unnest($1::uuid[]) s`,
    [sessions],
  );
  await pool.query(
    `INSERT INTO session_participant (session_id, participant_id) SELECT s, 'p' FROM unnest($1::uuid[]) s`,
    [sessions],
  );
  await pool.query(
    `INSERT INTO notification_log (received_at, tenant_id, call_id, kind, body)
     SELECT now(), $2, s::text, 'test', '{}' FROM unnest($1::uuid[]) s`,
    [sessions, tenant],
  );
  await pool.query(
    `INSERT INTO recording_policy (policy_id, name, tenant_id, match, action, modalities, prefetch_prompts, content_sharing_notifications)
     SELECT $2 || n, 'theirs', $2, 'anyPolicy', 'record', '[]', '[]', false FROM generate_series(1, $1::integer) n`,
    [EACH, tenant],
  );
  await pool.query(
    `INSERT INTO recording_policy_version (policy_id, version, policy, changed_at)
     SELECT policy_id, version, to_jsonb(p), now() FROM recording_policy p WHERE tenant_id = $1`,
    [tenant],
  );
  const { rows: audited } = await pool.query<{ id: string }>(
    `INSERT INTO audit_entry (at, request_id, outcome, actor_tenant, role, method, route, parameters)
     SELECT now(), gen_random_uuid(), 'done', $2, 'Recording.Read', 'GET', '/', '{}' FROM generate_series(1, $1::integer)
     RETURNING request_id::text AS id`,
    [EACH, tenant],
  );
  const policies = Array.from({ length: EACH }, (_none, i) => `${tenant}${i + 1}`);
  const of = (table: string) => {
    if (table.startsWith('recording_policy')) return policies;
    if (table === 'session_hour') return sessions.map(() => tenant);
    if (table === 'audit_entry') return audited.map(({ id }) => id);
    return table === 'conversation' || table === 'coverage_gap' ? conversations : sessions;
  };
  return Object.fromEntries(Object.keys(TABLES).map((table) => [table, of(table)]));
}

const byKey = (table: string): Statement => ({
  name: `test.${table}`,
  text: `SELECT * FROM ${table} WHERE ${TABLES[table]}::text = $1`,
});
const read = (table: string, key: string, tenant = OWN) => test.database.forPeople(tenant).query(byKey(table), [key]);

it('ten thousand reads of what is another tenant’s return nothing', { timeout: 180_000 }, async () => {
  const others = TENANTS.slice(1);
  const table = fc.constantFrom(...Object.keys(TABLES));

  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(...others), fc.nat({ max: EACH - 1 }), async (where, theirs, i) => {
      expect(await read(where, keys.get(theirs)![where]![i]!)).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});

it('a tenant sees all that is its own', async () => {
  const filled = Object.keys(TABLES).filter((table) => !EMPTY.includes(table));

  for (const table of filled)
    for (const key of keys.get(OWN)![table]!) expect(await read(table, key), `${table} ${key}`).toHaveLength(1);
});

/** Nothing was put there: their policies are like those of the others. */
const EMPTY = ['session_hour', 'seat', 'join_decision', 'kept_segment', 'participant_recorder', 'recorder_presence'];

it.each(Object.keys(TABLES))('%s shows nothing while no tenant is named, and nothing to count', async (table) => {
  const count: Statement = { name: `test.count-${table}`, text: `SELECT count(*)::integer AS rows FROM ${table}` };
  const [named] = await test.database.forPeople(OWN).query<{ rows: number }>(count);
  const [unnamed] = await test.database.forPeople('').query<{ rows: number }>(count);

  expect(unnamed?.rows).toBe(table.startsWith('recording_policy') ? await policiesOfEverybody() : 0);
  if (!EMPTY.includes(table)) expect(named?.rows).toBeGreaterThanOrEqual(EACH);
  expect(named?.rows).toBeLessThan(2 * EACH);
});

const policiesOfEverybody = async () =>
  (await test.database.pool.query('SELECT 1 FROM recording_policy WHERE tenant_id IS NULL')).rowCount;

it('nobody but a tenant’s own people are held by it, and they may read those tables only', async () => {
  const { rows } = await test.database.pool.query<{ name: string; held: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AS held FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND has_table_privilege(tenant_role(), c.oid, 'SELECT')
       AND c.relkind IN ('r', 'p')`,
  );

  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(TABLES).sort());
  expect(rows.filter(({ held }) => !held)).toEqual([]);
  const write: Statement = { name: 'test.write', text: `UPDATE seat SET user_id = 'x' RETURNING 1` };
  await expect(test.database.forPeople(OWN).query(write)).rejects.toThrow(/permission denied|read-only/);
  // The connection is as it was before: the recorder sees everything.
  const [all] = await test.database.query<{ rows: number }>({
    name: 'test.all',
    text: 'SELECT count(*)::integer AS rows FROM recording_session',
  });
  expect(all?.rows).toBe(TENANTS.length * EACH);
});
