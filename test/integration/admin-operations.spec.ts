import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertMediaHost, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';
const policy = { name: 'Sales', match: 'exact', policyIdentifier: 'Sales', action: 'record', modalities: ['audio'] };

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('policies', () => {
  it('are put, listed, changed and retired, and stay on record', async () => {
    const put = await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, policy);
    expect(put).toMatchObject({ status: 200, body: { policyId: 'sales', tenantId: null, retiredAt: null } });

    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, { ...policy, name: 'Sales EMEA' });
    const listed = (await admin.get('policies')).body.items;
    expect(listed.map(({ policyId, name }) => [policyId, name])).toContainEqual(['sales', 'Sales EMEA']);

    expect(await admin.call('DELETE', '/admin/v1/policies/sales', admin.operator)).toMatchObject({ status: 204 });
    expect((await admin.get('policies')).body.items.map(({ policyId }) => policyId)).not.toContain('sales');
    expect((await admin.get('policies?retired=true')).body.items).toContainEqual(
      expect.objectContaining({ policyId: 'sales', retiredAt: admin.clock.now().toISOString() }),
    );
    expect(await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, policy)).toMatchObject({
      status: 409,
      body: { code: 'policies.policy-id-taken' },
    });
  });

  it('are changed only at the version that the caller has seen', async () => {
    const put = (headers: Record<string, string>, name = 'Sales', url = '/admin/v1/policies/sales') =>
      admin.call('PUT', url, admin.operator, { ...policy, name }, headers);

    expect(await put({ 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'policies.policy-has-changed' },
    });
    expect(await put({ 'if-none-match': '*' })).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(await put({ 'if-none-match': '*' })).toMatchObject({ status: 412, body: { facts: { version: 1 } } });
    expect(await put({ 'if-match': '"1"' }, 'Sales EMEA', '/admin/v1/policies/sales?reason=new%20name')).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { version: 2 },
    });
    expect(await put({ 'if-match': '"1"' }, 'late')).toMatchObject({ status: 412 });
    expect(await put({ 'if-match': 'nonsense' })).toMatchObject({ status: 400 });
    expect(await admin.get('policies/sales')).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { name: 'Sales EMEA', version: 2 },
    });
    const retire = (tag: string) =>
      admin.call('DELETE', '/admin/v1/policies/sales', admin.operator, undefined, { 'if-match': tag });
    expect(await retire('"1"')).toMatchObject({ status: 412 });
    expect(await retire('"2"')).toMatchObject({ status: 204 });

    const { items, nextCursor } = (await admin.get('policies/sales/versions?limit=2')).body;
    expect(items.map(({ version, name, reason }) => [version, name, reason])).toEqual([
      [3, 'Sales EMEA', null],
      [2, 'Sales EMEA', 'new name'],
    ]);
    expect(items[0]).toMatchObject({ changedBy: 'somebody', changedByTenant: HOME_TENANT });
    const rest = await admin.get(`policies/sales/versions?limit=2&cursor=${nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ version: 1, name: 'Sales' }], nextCursor: null });
  });

  it('show a tenant their history as far as it is its own', async () => {
    await admin.call('PUT', '/admin/v1/policies/ours', admin.operator, { ...policy, tenantId: HOME_TENANT });
    expect(await admin.get('policies/ours', admin.otherReader)).toMatchObject({ status: 404 });
    expect(await admin.get('policies/ours/versions', admin.otherReader)).toMatchObject({ status: 404 });

    await admin.call('PUT', '/admin/v1/policies/ours?reason=for%20all', admin.operator, { ...policy, tenantId: null });

    expect((await admin.get('policies/ours/versions', admin.otherReader)).body.items).toMatchObject([
      { version: 2, changedBy: null, changedByTenant: null, reason: null },
    ]);
    expect((await admin.get('policies/ours/versions')).body.items).toHaveLength(2);
  });

  it('of one tenant are out of reach for another', async () => {
    await admin.call('PUT', '/admin/v1/policies/home', admin.operator, { ...policy, tenantId: HOME_TENANT });

    expect((await admin.get('policies', admin.otherReader)).body.items.map(({ policyId }) => policyId)).not.toContain(
      'home',
    );
    expect(await admin.call('DELETE', '/admin/v1/policies/home', admin.otherOperator)).toMatchObject({ status: 404 });
    const takeover = { ...policy, tenantId: OTHER_TENANT };
    expect(await admin.call('PUT', '/admin/v1/policies/home', admin.otherOperator, takeover)).toMatchObject({
      status: 409,
    });
    for (const tenantId of [null, HOME_TENANT]) {
      expect(
        await admin.call('PUT', '/admin/v1/policies/new', admin.otherOperator, { ...policy, tenantId }),
      ).toMatchObject({
        status: 403,
        body: { code: 'policies.not-your-tenants-policy' },
      });
    }
    expect(await admin.call('PUT', '/admin/v1/policies/own', admin.otherOperator, takeover)).toMatchObject({
      status: 200,
    });
  });

  it.each<[string, object, string[]]>([
    ['names what is missing', {}, ['name', 'match', 'action']],
    ['names what it does not know', { ...policy, colour: 'red' }, ['colour']],
    ['names what does not go together', { ...policy, match: 'direct', policyIdentifier: null }, ['action']],
    [
      'refuses a target of two kinds',
      { ...policy, redirectTargets: [{ userId: SESSION, phoneNumber: '+1234' }] },
      ['redirectTargets.0'],
    ],
  ])('a body that is wrong is refused: %s', async (_what, body, names) => {
    const { status, body: problem } = await admin.call('PUT', '/admin/v1/policies/p', admin.operator, body);

    expect(status).toBe(400);
    expect((problem.facts as { parameters: { name: string }[] }).parameters.map(({ name }) => name)).toEqual(names);
  });

  it('needs a body', async () => {
    expect(await admin.call('PUT', '/admin/v1/policies/p', admin.operator)).toMatchObject({ status: 400 });
  });
});

it('drains a media host and lets it resume; one that nobody knows is 404', async () => {
  await insertMediaHost(admin.database, 'mh-1');
  const drainOrdered = async () => (await admin.get('media-hosts')).body.items[0]?.drainOrdered;

  await admin.call('POST', '/admin/v1/media-hosts/mh-1/drain', admin.operator);
  expect(await drainOrdered()).toBe(true);
  await admin.call('POST', '/admin/v1/media-hosts/mh-1/resume', admin.operator);
  expect(await drainOrdered()).toBe(false);
  expect(await admin.call('POST', '/admin/v1/media-hosts/mh-2/drain', admin.operator)).toMatchObject({ status: 404 });
});

describe('a dry run', () => {
  const tryOut = (body: object, token = admin.reader) => admin.call('POST', '/admin/v1/policies/dry-run', token, body);
  const call = { kind: 'policyRecording', tenantId: HOME_TENANT, policyIdentifier: 'Sales' };
  const { body: notification } = JSON.parse(
    readFileSync('apps/graph-simulator/fixtures/policy-recording-as-seen.json', 'utf8'),
  ) as { body: object };

  it('tells what would be decided, and which policies have a say', async () => {
    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, policy);

    expect(await tryOut({ call })).toMatchObject({
      status: 200,
      body: {
        call,
        decision: { action: 'record', ruleId: 'sales', ruleVersion: 1, reason: 'exactPolicy', flags: [] },
        withoutDraft: null,
        decidedThen: null,
        covering: [
          { policyId: 'sales', version: 1, reason: 'exactPolicy', isDraft: false },
          { policyId: 'default-record-policy-invites', reason: 'anyPolicy' },
        ],
      },
    });
  });

  it('tries a draft in the place of the policy with its id, and stores nothing', async () => {
    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, policy);
    const draft = { policyId: 'sales', ...policy, action: 'decline', rejectReason: 'busy' };

    expect((await tryOut({ call, draft })).body).toMatchObject({
      decision: { action: 'decline', rejectReason: 'busy', ruleId: 'sales', ruleVersion: 2, mediaKind: null },
      withoutDraft: { action: 'record', ruleId: 'sales', ruleVersion: 1 },
      covering: [{ policyId: 'sales', version: null, isDraft: true }, {}],
    });
    expect((await admin.get('policies/sales')).body).toMatchObject({ action: 'record', version: 1 });
    expect(await tryOut({ call, draft: { ...draft, match: 'direct' } })).toMatchObject({
      status: 400,
      body: { code: 'policies.policy-contradicts-itself' },
    });
  });

  it('reads a notification as the webhook does', async () => {
    const { status, body } = await tryOut({ notification, tenantId: HOME_TENANT });

    expect([status, body.decision]).toMatchObject([200, { action: 'record', ruleId: 'default-record-policy-invites' }]);
    expect(body.call).toMatchObject({ kind: 'policyRecording' });
    for (const other of [{}, { value: [] }, { value: [{}] }])
      expect(await tryOut({ notification: other, tenantId: HOME_TENANT })).toMatchObject({ status: 400 });
  });

  it('decides a past call anew, beside what was decided then', async () => {
    const decision = { action: 'record', ruleId: 'gone', reason: 'exactPolicy' };
    await insertSessions(admin.database, [{ session_id: SESSION, policy_identifier: 'Sales', decision }]);

    expect((await tryOut({ sessionId: SESSION })).body).toMatchObject({
      call: { policyIdentifier: 'Sales' },
      decision: { ruleId: 'default-record-policy-invites' },
      decidedThen: { action: 'record', ruleId: 'gone', ruleVersion: null },
    });
    expect(await tryOut({ sessionId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ status: 404 });
  });

  it("keeps to the caller's tenant", async () => {
    await insertSessions(admin.database, [{ session_id: SESSION, tenant_id: HOME_TENANT }]);

    expect(await tryOut({ call }, admin.otherReader)).toMatchObject({ status: 400 });
    expect(await tryOut({ sessionId: SESSION }, admin.otherReader)).toMatchObject({ status: 404 });
    const own = { ...call, tenantId: OTHER_TENANT };
    expect(await tryOut({ call: own }, admin.otherReader)).toMatchObject({ status: 200 });
    expect(await tryOut({ call: own, draft: { policyId: 'x', ...policy } }, admin.otherReader)).toMatchObject({
      status: 403,
    });
  });
});
