import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_REQUESTS_PER_MINUTE, HOME_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertMediaHost } from '../support/sessions.js';

const policy = { name: 'Sales', match: 'exact', policyIdentifier: 'Sales', action: 'record', modalities: ['audio'] };

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('an order with an Idempotency-Key', () => {
  const put = (key: string, body: object = policy, token = admin.operator) =>
    admin.call('PUT', '/admin/v1/policies/sales', token, body, { 'idempotency-key': key });
  const versions = async () => (await admin.get('policies/sales/versions')).body.items.length;

  it('is carried out once, and a repeat hears the same', async () => {
    const first = await put('a');
    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, { ...policy, name: 'Other' });
    const again = await put('a');

    expect(first).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { version: 1 } });
    expect(again).toMatchObject({
      status: 200,
      headers: { etag: '"1"', 'idempotent-replayed': 'true' },
      body: first.body,
    });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect((await admin.get('policies/sales')).body).toMatchObject({ name: 'Other', version: 2 });
  });

  it('is carried out once although it comes many times at once', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => put('b')));

    for (const { status } of replies) expect([200, 409]).toContain(status);
    expect(replies.filter(({ status, headers }) => status === 200 && !('idempotent-replayed' in headers))).toHaveLength(
      1,
    );
    expect(await versions()).toBe(1);
  });

  it('replies nothing to a repeat of what was replied to with nothing', async () => {
    await insertMediaHost(admin.database, 'mh-1');
    const order = (what: string) =>
      admin.call('POST', `/admin/v1/media-hosts/mh-1/${what}`, admin.operator, undefined, { 'idempotency-key': what });

    expect(await order('drain')).toMatchObject({ status: 204 });
    expect(await order('resume')).toMatchObject({ status: 204 });
    expect(await order('drain')).toMatchObject({ status: 204, headers: { 'idempotent-replayed': 'true' } });
    expect((await admin.get('media-hosts')).body.items).toMatchObject([{ drainOrdered: false }]);
  });

  it('is refused when the key stands for another order, and not confused with that of somebody else', async () => {
    await put('c');

    expect(await put('c', { ...policy, name: 'Other' })).toMatchObject({
      status: 422,
      body: { code: 'identity.idempotency-key-reused' },
    });
    const another = await admin.token(HOME_TENANT, ['Recording.Operate'], { oid: 'another' });
    expect((await put('c', { ...policy, name: 'Other' }, another)).body).toMatchObject({ version: 2 });
  });

  it('is looked at anew when it was refused', async () => {
    const drain = () =>
      admin.call('POST', '/admin/v1/media-hosts/mh-1/drain', admin.operator, undefined, { 'idempotency-key': 'd' });

    expect(await drain()).toMatchObject({ status: 404 });
    await insertMediaHost(admin.database, 'mh-1');
    expect(await drain()).toMatchObject({ status: 204 });
  });

  it('is carried out by another recorder when the first has died over it, and forgotten after a day', async () => {
    await put('e');
    await admin.database.pool.query('UPDATE idempotent_request SET status = NULL, headers = NULL, body = NULL');
    expect(await put('e')).toMatchObject({ status: 409, body: { code: 'identity.request-under-way' } });
    admin.clock.advance(61_000);
    expect((await put('e')).headers).not.toHaveProperty('idempotent-replayed');
    expect((await put('e')).headers).toHaveProperty('idempotent-replayed');

    admin.clock.advance(24 * 3_600_000 + 1_000);
    const late = await admin.token(HOME_TENANT, ['Recording.Operate']);
    expect(await put('e', { ...policy, name: 'Another day' }, late)).toMatchObject({ status: 200 });
    expect((await admin.database.pool.query('SELECT 1 FROM idempotent_request')).rowCount).toBe(1);
  });

  it.each(['', 'x'.repeat(256), 'with space', 'ü'])('is refused when the key is %j', async (key) => {
    expect(await put(key)).toMatchObject({ status: 400, body: { code: 'identity.idempotency-key-unfit' } });
  });
});

describe('who asks too often', () => {
  it('is told what is left, then to come again later, and leaves others their share', async () => {
    const busy = await admin.token(HOME_TENANT, ['Recording.Read'], { oid: 'busy' });
    const first = await admin.get('policies', busy);
    expect(first.headers).toMatchObject({
      'ratelimit-policy': `"default";q=${ADMIN_REQUESTS_PER_MINUTE};w=60`,
      ratelimit: `"default";r=${ADMIN_REQUESTS_PER_MINUTE - 1};t=60`,
    });

    for (let i = 1; i < ADMIN_REQUESTS_PER_MINUTE; i += 500)
      await Promise.all(Array.from({ length: 500 }, () => admin.get('policies', busy)));

    expect(await admin.get('policies', busy)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60', 'content-type': 'application/problem+json; charset=utf-8' },
      body: { code: 'identity.too-many-requests' },
    });
    expect(await admin.get('policies')).toMatchObject({ status: 200 });
    admin.clock.advance(60_000);
    expect(await admin.get('policies', busy)).toMatchObject({ status: 200 });
  });

  it('is on record sixty times a minute at most without a token that is believed', async () => {
    const asked = await Promise.all(Array.from({ length: 70 }, () => admin.call('GET', '/admin/v1/sessions')));

    expect(asked.filter(({ status }) => status === 401)).toHaveLength(60);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(10);
  });
});
