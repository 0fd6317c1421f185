import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertMediaHost } from '../support/sessions.js';

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
