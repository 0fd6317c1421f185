import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { session } from '@app/contracts';
import { OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { eventually } from '../support/eventually.js';
import { indexScans } from '../support/index-scans.js';
import { insertConversation, insertGap, insertSeat, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';
const MANY = 1_203;

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

async function text(url: string): Promise<{ type: string; lines: string[] }> {
  const { status, headers, body } = await admin.get(url);
  expect([url, status]).toEqual([url, 200]);
  return { type: String(headers['content-type']), lines: (body as unknown as string).split(/\r?\n/).slice(0, -1) };
}

describe('sessions as lines', () => {
  it('are all there, each once, in the order of the list, as JSON Lines', async () => {
    await insertSessions(
      admin.database,
      Array.from({ length: MANY }, (_none, i) => ({ received_at: new Date(Date.UTC(2026, 0, 15) + i * 1_000) })),
    );

    const { type, lines } = await text('sessions?format=jsonl');

    expect(type).toBe('application/jsonl; charset=utf-8');
    const items = lines.map((line) => session.parse(JSON.parse(line)));
    expect(new Set(items.map(({ id }) => id)).size).toBe(MANY);
    const times = items.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('begin with the names of their columns as CSV, and hold nothing that a spreadsheet would run', async () => {
    await insertSessions(admin.database, [{ session_id: SESSION, policy_name: '=HYPERLINK("https://evil.example")' }]);

    const { type, lines } = await text('sessions?format=csv');

    expect(type).toBe('text/csv; charset=utf-8; header=present');
    expect(lines[0]?.split(',').slice(0, 3)).toEqual(['id', 'callId', 'callChainId']);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(SESSION);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  });

  it('have their columns also when there is none of them', async () => {
    expect((await text('sessions?format=csv')).lines).toHaveLength(1);
    expect((await text('sessions?format=jsonl')).lines).toEqual([]);
  });

  it('are narrowed as the list is, and go on from a cursor', async () => {
    await insertSessions(admin.database, [{ observed_user_id: 'u1' }, { observed_user_id: 'u1' }, {}]);
    const { nextCursor } = (await admin.get('sessions?observedUserId=u1&limit=1')).body;

    expect((await text('sessions?format=jsonl&observedUserId=u1')).lines).toHaveLength(2);
    expect((await text(`sessions?format=jsonl&observedUserId=u1&cursor=${nextCursor}`)).lines).toHaveLength(1);
  });

  it('are refused like the list, before anything is sent', async () => {
    expect(await admin.get('sessions?format=csv&cursor=nonsense')).toMatchObject({ status: 400 });
    expect(await admin.get('sessions?format=xml')).toMatchObject({ status: 400 });
    expect(await admin.get(`sessions/${SESSION}/timeline?format=csv`)).toMatchObject({ status: 404 });
  });
});

it('sessions of somebody are all in which they had a part', async () => {
  const other = { id: 'u1', participantId: null, tenantId: null, participationMethod: null };
  const [observed, otherSide, behalf, seated] = await insertSessions(admin.database, [
    { observed_user_id: 'u1' },
    { other_side_user: other },
    { on_behalf_of: { kind: 'user', id: 'u1', tenantId: null } },
    {},
    { observed_user_id: 'u2' },
  ]);
  const seat = { number: 1, participantId: 'p1', takenAt: new Date(), freedAt: null };
  await insertSeat(admin.database, seated, seat);
  await admin.database.pool.query(`UPDATE seat SET user_id = 'u1'`);

  const found = (await admin.get('sessions?userId=u1')).body.items.map(({ id }) => id);

  expect(found.sort()).toEqual([observed, otherSide, behalf, seated].sort());
});

it('sessions of somebody are found by indexes also for a tenant’s own people, who are shown no other tenant’s', async () => {
  const theirs = (n: number) => ({
    tenant_id: OTHER_TENANT,
    other_side_user: { id: `u${n}`, participantId: null, tenantId: null, participationMethod: null },
    on_behalf_of: { kind: 'user', id: `u${n + 1}`, tenantId: null },
  });
  const [first, second] = await insertSessions(
    admin.database,
    Array.from({ length: MANY }, (_none, n) => theirs(n)),
  );
  await insertSessions(admin.database, [{ observed_user_id: 'u1' }]);
  await admin.database.pool.query('ANALYZE recording_session');
  const indexes = ['recording_session_other_side', 'recording_session_on_behalf_of'];
  const before = await indexScans(admin.database, indexes);

  const found = (await admin.get('sessions?userId=u1', admin.otherReader)).body.items.map(({ id }) => id);

  expect(found.sort()).toEqual([first, second].sort());
  await eventually(async () => {
    await admin.get('sessions?userId=u1', admin.otherReader);
    for (const [i, scans] of (await indexScans(admin.database, indexes)).entries())
      expect(scans).toBeGreaterThan(before[i]!);
  });
});

it.each([
  { query: 'response=missed', rare: { response: 'missed' }, index: 'recording_session_response' },
  { query: 'flagged=true', rare: { flags: ['noRule'] }, index: 'recording_session_flagged' },
])('sessions by $query are found by an index, also for a tenant’s own people', async ({ query, rare, index }) => {
  const plain = { tenant_id: OTHER_TENANT, response: 'answered' };
  await insertSessions(
    admin.database,
    Array.from({ length: MANY }, () => plain),
  );
  const [theirs] = await insertSessions(admin.database, [{ ...plain, ...rare }]);
  await admin.database.pool.query('ANALYZE recording_session');

  for (const who of [admin.reader, admin.otherReader]) {
    const [before = 0] = await indexScans(admin.database, [index]);
    await eventually(async () => {
      const found = (await admin.get(`sessions?${query}`, who)).body.items.map(({ id }) => id);
      expect(found).toEqual([theirs]);
      expect((await indexScans(admin.database, [index]))[0]).toBeGreaterThan(before);
    });
  }
});

it.each([
  'conversations',
  'gaps',
  `conversations/${SESSION}/coverage`,
  'policies',
  'policies/default-record-policy-invites/versions',
  `sessions/${SESSION}/timeline`,
  `sessions/${SESSION}/participants`,
  `sessions/${SESSION}/notifications`,
])('%s can be had as lines, too', async (list) => {
  await insertConversation(admin.database, SESSION);
  await insertSessions(admin.database, [{ session_id: SESSION, conversation_id: SESSION, response: 'answered' }]);
  await insertGap(admin.database, SESSION);
  await insertSeat(admin.database, SESSION, { number: 1, participantId: 'p1', takenAt: new Date(), freedAt: null });
  await admin.database.pool.query(
    `INSERT INTO session_event (session_id, type, at, cause, data) VALUES ('${SESSION}', 'x', now(), 'teams', '{}');
     INSERT INTO notification_log (received_at, tenant_id, call_id, kind, body)
       SELECT received_at, tenant_id, call_id, 'roster', '{}' FROM recording_session WHERE session_id = '${SESSION}';
     INSERT INTO session_participant (session_id, participant_id) VALUES ('${SESSION}', 'p1')`,
  );

  const { items } = (await admin.get(list)).body;
  expect(items).not.toHaveLength(0);
  expect((await text(`${list}?format=jsonl`)).lines.map((line) => JSON.parse(line) as object)).toEqual(items);
  expect((await text(`${list}?format=csv`)).lines).toHaveLength(items.length + 1);
});
