import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { eventually } from '../support/eventually.js';
import { indexScans } from '../support/index-scans.js';
import { insertConversation, insertGap } from '../support/sessions.js';

const CONVERSATION = '77777777-7777-4777-8777-777777777777';
const OTHERS = '88888888-8888-4888-8888-888888888888';
const minute = (at: number) => new Date(Date.UTC(2026, 0, 15, 9, at));

let admin: AdminApp;
let complier: string;
let otherComplier: string;
beforeAll(async () => {
  admin = await startAdminApp();
  complier = await admin.token(HOME_TENANT, ['Recording.Comply'], { oid: 'officer' });
  otherComplier = await admin.token(OTHER_TENANT, ['Recording.Comply']);
});
afterAll(() => admin.close());
beforeEach(async () => {
  await admin.empty();
  await insertConversation(admin.database, CONVERSATION, { tenantId: HOME_TENANT });
  await insertConversation(admin.database, OTHERS, { tenantId: OTHER_TENANT });
});

const put = (from: number, given: object = {}, conversationId = CONVERSATION) =>
  insertGap(admin.database, conversationId, {
    ...{ tenant_id: conversationId === OTHERS ? OTHER_TENANT : HOME_TENANT, participant_id: `p${from}` },
    ...{ started_at: minute(from), ended_at: minute(from + 1), ...given },
  });
const ids = async (query = '', token?: string) =>
  (await admin.get(`gaps${query}`, token)).body.items.map(({ id }) => id);
const explain = (id: string, token: string, text = 'The host was patched.') =>
  admin.call('PUT', `/admin/v1/gaps/${id}/explanation`, token, { text });

it('a gap tells whose it is, from when to when, why, and by which call', async () => {
  const session = '99999999-9999-4999-8999-999999999999';
  const id = await put(1, { session_id: session, user_id: 'u1', cause: 'paused' });

  expect((await admin.get('gaps')).body).toEqual({
    nextCursor: null,
    items: [
      {
        ...{
          id,
          tenantId: HOME_TENANT,
          conversationId: CONVERSATION,
          sessionId: session,
          participantId: 'p1',
          userId: 'u1',
        },
        ...{ from: minute(1).toISOString(), to: minute(2).toISOString(), cause: 'paused' },
        ...{ foundAt: '2026-01-15T09:01:00.000Z', withdrawnAt: null, explanation: null },
      },
    ],
  });
});

it('gaps are listed newest first, page by page, and by what they are asked for', async () => {
  const first = await put(1, { user_id: 'u1' });
  const second = await put(2, { cause: 'unexplained' });
  const withdrawn = await put(3, { withdrawn_at: minute(9) });
  const theirs = await put(4, {}, OTHERS);

  expect(await ids()).toEqual([theirs, second, first]);
  expect(await ids('', admin.otherReader)).toEqual([theirs]);
  expect(await ids(`?tenantId=${HOME_TENANT}`, admin.otherReader)).toEqual([]);
  expect(await ids(`?tenantId=${HOME_TENANT}`)).toEqual([second, first]);
  expect(await ids(`?conversationId=${OTHERS}`)).toEqual([theirs]);
  expect(await ids('?userId=u1')).toEqual([first]);
  expect(await ids('?cause=unexplained')).toEqual([second]);
  expect(await ids('?explained=false')).toEqual([second]);
  expect(await ids('?explained=true')).toEqual([theirs, first]);
  expect(await ids('?withdrawn=true')).toEqual([withdrawn]);
  expect(await ids(`?from=${minute(2).toISOString()}&to=${minute(4).toISOString()}`)).toEqual([second]);
  const page = (await admin.get('gaps?limit=2')).body;
  expect(await ids(`?limit=2&cursor=${page.nextCursor}`)).toEqual([first]);
});

it.each([
  ['userId=u77', 'coverage_gap_of_user'],
  ['cause=nothingShown', 'coverage_gap_of_cause'],
  ['withdrawn=true', 'coverage_gap_withdrawn'],
])('of many gaps the few with %s are found by %s', async (asked, index) => {
  await admin.database.pool.query(
    `INSERT INTO coverage_gap (gap_id, tenant_id, conversation_id, participant_id, user_id, started_at, ended_at, cause, found_at)
     SELECT gen_random_uuid(), '${HOME_TENANT}', '${CONVERSATION}', 'p' || n, 'u' || n, at, at + interval '1 s',
       (ARRAY['starting', 'paused', 'stopped', 'mediaLost'])[n % 4 + 1], at
     FROM generate_series(1, 5000) n, LATERAL (SELECT timestamptz '2026-01-15' + n * interval '1 min' AS at) t`,
  );
  await admin.database.pool.query('ANALYZE coverage_gap');
  const [before] = await indexScans(admin.database, [index]);

  await eventually(async () => {
    expect((await admin.get(`gaps?${asked}`)).status).toBe(200);
    expect((await indexScans(admin.database, [index]))[0]).toBeGreaterThan(before!);
  });
});

it('whoever is in charge of compliance explains one, again when more is known; the trail has both', async () => {
  const id = await put(1, { cause: 'unexplained' });
  const { status, body } = await explain(id, complier);
  expect([status, body]).toMatchObject([
    200,
    { id, explanation: { text: 'The host was patched.', by: 'officer', at: expect.any(String) as string } },
  ]);
  expect(await ids('?explained=false')).toEqual([]);
  await explain(id, complier, 'The host was lost.');

  expect((await admin.get('gaps')).body.items).toMatchObject([{ explanation: { text: 'The host was lost.' } }]);
  expect(
    (await admin.get('audit?route=%2Fadmin%2Fv1%2Fgaps%2F%3AgapId%2Fexplanation&outcome=done', admin.auditor)).body
      .items,
  ).toMatchObject([
    {
      ...{ actor: 'officer', outcome: 'done', reason: 'The host was lost.' },
      former: { explanation: { text: 'The host was patched.' } },
      current: { explanation: { text: 'The host was lost.' } },
    },
    { former: { explanation: null }, current: { explanation: { text: 'The host was patched.' } } },
  ]);
});

it('nobody explains what is another tenant’s, what is not there, or without a word', async () => {
  const id = await put(1, { cause: 'unexplained' });

  expect(await explain(id, otherComplier)).toMatchObject({ status: 404, body: { code: 'recording.no-such-gap' } });
  expect(await explain(CONVERSATION, complier)).toMatchObject({ status: 404, body: { code: 'recording.no-such-gap' } });
  expect(await explain('nonsense', complier)).toMatchObject({ status: 400 });
  expect(await explain(id, complier, '')).toMatchObject({ status: 400 });
  expect(await ids('?explained=false')).toEqual([id]);
});
