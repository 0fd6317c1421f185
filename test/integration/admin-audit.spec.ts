import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertMediaHost, insertSessions } from '../support/sessions.js';

const policy = { name: 'Sales', match: 'exact', policyIdentifier: 'Sales', action: 'record', modalities: ['audio'] };

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
// Entries cannot be removed: each test looks at what came after it began.
beforeEach(() => admin.empty());

/** What the trail says of this test, oldest first. */
async function trail(query = '', token = admin.auditor) {
  const since = encodeURIComponent(admin.clock.now().toISOString());
  return (await admin.get(`audit?from=${since}&limit=200${query}`, token)).body.items.reverse();
}

describe('the trail', () => {
  it('has an order before it is carried out, and what came of it, with what it changed and why', async () => {
    await admin.call('PUT', '/admin/v1/policies/sales?reason=as%20agreed', admin.operator, policy);
    await admin.call('DELETE', '/admin/v1/policies/sales', admin.operator);

    const [ordered, put, , retired] = await trail();
    const who = { actor: 'somebody', actorTenant: HOME_TENANT, actorKind: 'application', role: 'Recording.Operate' };
    const what = { method: 'PUT', route: '/admin/v1/policies/:policyId' };
    expect(ordered).toMatchObject({ ...who, ...what, outcome: 'ordered', status: null, former: null, current: null });
    expect(put).toMatchObject({
      ...{ ...who, ...what, outcome: 'done', status: 200, requestId: ordered?.requestId, former: null },
      parameters: { policyId: 'sales', reason: 'as agreed' },
      reason: 'as agreed',
      current: { policyId: 'sales', name: 'Sales', version: 1 },
    });
    expect(retired).toMatchObject({
      ...{ outcome: 'done', status: 204, former: { version: 1, retiredAt: null } },
      current: { version: 2, retiredAt: admin.clock.now().toISOString() },
    });
  });

  it('has every read of what people said to whom, and how much was shown', async () => {
    const [sessionId] = await insertSessions(admin.database, [{}, {}]);

    await admin.get('sessions?limit=7');
    await admin.get(`sessions/${sessionId}/timeline`);

    expect(await trail()).toMatchObject([
      { outcome: 'done', role: 'Recording.Read', route: '/admin/v1/sessions', parameters: { limit: '7' }, shown: 2 },
      { outcome: 'done', route: '/admin/v1/sessions/:sessionId/timeline', parameters: { sessionId }, shown: 0 },
    ]);
  });

  it('has who was refused: without a token, without the role, and for what they asked', async () => {
    await admin.call('GET', '/admin/v1/sessions');
    await admin.call('PUT', '/admin/v1/policies/sales', admin.reader, policy);
    await admin.get('sessions?limit=0');
    await admin.call('POST', '/admin/v1/media-hosts/nobody/drain', admin.operator);

    const told = (await trail()).map(({ outcome, actor, status, code }) => [outcome, actor, status, code]);
    expect(told).toEqual([
      ['refused', null, 401, 'token.missing'],
      ['refused', 'somebody', 403, 'identity.role-missing'],
      ['refused', 'somebody', 400, 'http.invalid-request'],
      ['ordered', 'somebody', null, null],
      ['refused', 'somebody', 404, 'media-hosts.no-such-host'],
    ]);
  });

  it('says what a request was about, whatever stands beside it', async () => {
    const [sessionId] = await insertSessions(admin.database, [{}]);
    const other = '00000000-0000-4000-8000-000000000000';

    await admin.get(`sessions/${sessionId}?sessionId=${other}&access_token=abc&user=anna@contoso.com`);

    const [entry] = await trail();
    expect(entry?.parameters).toEqual({ sessionId, access_token: '(blanked)', user: '(blanked)' });
  });

  it('has who read the trail', async () => {
    await trail();

    expect(await trail()).toMatchObject([{ role: 'Recording.Audit', route: '/admin/v1/audit', outcome: 'done' }]);
  });

  it('never holds a token, and takes hostile requests as it takes others', async () => {
    const odd = `sessions?${'x'.repeat(3_000)}=${'%00'.repeat(500)}&callId=%ED%A0%80&__proto__=1`;
    expect(await admin.get(odd)).toMatchObject({ status: 400 });

    const [entry] = await trail();
    expect(entry).toMatchObject({ outcome: 'refused', status: 400 });
    expect(JSON.stringify(entry).length).toBeLessThan(3_000);
    expect(JSON.stringify(entry)).not.toContain(admin.reader);
  });
});

describe('whoever reads it', () => {
  it('finds what they look for', async () => {
    await insertMediaHost(admin.database, 'mh-1');
    await admin.call('POST', '/admin/v1/media-hosts/mh-1/drain', admin.operator);
    await admin.get('media-hosts');
    await admin.get('media-hosts', await admin.token(HOME_TENANT, ['Recording.Read'], { oid: 'another' }));

    expect(await trail('&actor=another')).toHaveLength(1);
    expect(await trail('&outcome=ordered')).toHaveLength(1);
    expect(await trail('&method=POST')).toHaveLength(2);
    expect(await trail('&route=%2Fadmin%2Fv1%2Fmedia-hosts')).toHaveLength(2);
    const since = encodeURIComponent(admin.clock.now().toISOString());
    const first = await admin.get(`audit?from=${since}&limit=2&route=%2Fadmin%2Fv1%2Fmedia-hosts`, admin.auditor);
    expect(first.body).toMatchObject({ items: [{ actor: 'another' }, { actor: 'somebody' }], nextCursor: null });
  });

  it('sees of other tenants nothing', async () => {
    await admin.get('sessions');
    await admin.get('sessions', admin.otherReader);

    const theirs = await trail('', await admin.token(OTHER_TENANT, ['Recording.Audit']));
    expect(theirs).toMatchObject([{ actorTenant: OTHER_TENANT, route: '/admin/v1/sessions' }]);
    expect(theirs).toHaveLength(1);
  });

  it.each(['jsonl', 'ocsf', 'cef'])('takes all of it along as %s', async (format) => {
    await Promise.all(Array.from({ length: 40 }, () => admin.get('sessions')));
    const since = encodeURIComponent(admin.clock.now().toISOString());

    const { status, body } = await admin.call(
      'GET',
      `/admin/v1/audit/export?format=${format}&from=${since}`,
      admin.auditor,
    );

    const lines = (typeof body === 'string' ? (body as string) : '').trim().split('\n');
    // That it is taken along is on record before its first line is sent, and after that was read.
    expect([status, lines.length]).toEqual([200, 40]);
    if (format === 'cef') for (const line of lines) expect(line).toMatch(/^CEF:0\|Witness\|/);
    else for (const line of lines) expect(JSON.parse(line)).toBeTypeOf('object');
  });
});

it('nobody changes or removes what is in it', async () => {
  await admin.get('sessions');

  for (const attempt of ['UPDATE audit_entry SET actor = NULL', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])
    await expect(admin.database.pool.query(attempt)).rejects.toThrow('only added to');
});

it('what cannot be put on record is not shown and not done', async () => {
  await insertMediaHost(admin.database, 'mh-1');
  await admin.database.pool.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
  try {
    expect(await admin.get('sessions')).toMatchObject({ status: 503, body: { code: 'identity.audit-unavailable' } });
    expect(await admin.call('POST', '/admin/v1/media-hosts/mh-1/drain', admin.operator)).toMatchObject({ status: 503 });
  } finally {
    await admin.database.pool.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
  }
  expect((await admin.get('media-hosts')).body.items).toMatchObject([{ drainOrdered: false }]);
});
