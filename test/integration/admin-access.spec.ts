import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp, type AdminReply } from '../support/admin-app.js';
import { insertConversation, insertMediaHost, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';
const CONVERSATION = '77777777-7777-4777-8777-777777777777';
let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('who may come in', () => {
  it('shows the description of the API to everybody', async () => {
    expect(await admin.call('GET', '/admin/v1/openapi.json')).toMatchObject({
      status: 200,
      body: { openapi: '3.1.1' },
    });
    const docs = await admin.call('GET', '/admin/v1/docs');

    expect(docs.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(docs.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('says no more to a caller without the role than that it is missing', async () => {
    const nobody = await admin.token(HOME_TENANT, []);
    await insertSessions(admin.database, [{ session_id: SESSION }]);

    expect(await admin.get(`sessions/${SESSION}`, nobody)).toMatchObject({ status: 403 });
    expect((await admin.get(`sessions/${SESSION}`, nobody)).body).toEqual(
      (await admin.get('sessions/00000000-0000-4000-8000-000000000000', nobody)).body,
    );
  });
});

describe('whose sessions', () => {
  const THEIRS = '88888888-8888-4888-8888-888888888888';

  beforeEach(() =>
    insertSessions(admin.database, [
      { session_id: SESSION, tenant_id: HOME_TENANT },
      { session_id: THEIRS, tenant_id: OTHER_TENANT },
    ]),
  );
  const ids = ({ body }: AdminReply) => body.items.map(({ id }) => id).sort();

  it('shows an admin.operator of the home tenant every tenant', async () => {
    expect(ids(await admin.get('sessions'))).toEqual([THEIRS, SESSION]);
    expect(ids(await admin.get(`sessions?tenantId=${OTHER_TENANT}`))).toEqual([THEIRS]);
    expect(await admin.get(`sessions/${THEIRS}`)).toMatchObject({ status: 200 });
  });

  it('shows another tenant its own, whatever it asks for', async () => {
    expect(ids(await admin.get('sessions', admin.otherReader))).toEqual([THEIRS]);
    expect(ids(await admin.get(`sessions?tenantId=${HOME_TENANT}`, admin.otherReader))).toEqual([]);
    expect(await admin.get(`sessions/${THEIRS}`, admin.otherReader)).toMatchObject({ status: 200 });
  });

  it.each(['', '/timeline', '/participants', '/notifications'])(
    'denies another tenant that a session exists: sessions/…%s',
    async (part) => {
      expect(await admin.get(`sessions/${SESSION}${part}`, admin.otherReader)).toMatchObject({
        status: 404,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
        body: { code: 'recording.no-such-session' },
      });
    },
  );

  it('does not let a cursor of one tenant show another tenant anything', async () => {
    await insertSessions(admin.database, [{ received_at: new Date('2026-01-16T09:00:00Z') }]);
    const { body } = await admin.get('sessions?limit=1');

    expect(ids(await admin.get(`sessions?cursor=${body.nextCursor}`, admin.otherReader))).toEqual([THEIRS]);
  });

  it('shows another tenant its own conversations, and denies that others exist', async () => {
    const own = '66666666-6666-4666-8666-666666666666';
    await insertConversation(admin.database, CONVERSATION);
    await insertConversation(admin.database, own, { tenantId: OTHER_TENANT });
    await insertSessions(admin.database, [
      { conversation_id: CONVERSATION },
      { conversation_id: own, tenant_id: OTHER_TENANT },
    ]);

    expect(ids(await admin.get('conversations'))).toEqual([own, CONVERSATION]);
    expect(ids(await admin.get(`conversations?tenantId=${OTHER_TENANT}`))).toEqual([own]);
    for (const query of ['', `?tenantId=${OTHER_TENANT}`, '?active=true'])
      expect(ids(await admin.get(`conversations${query}`, admin.otherReader)), query).toEqual([own]);
    expect(ids(await admin.get(`conversations?tenantId=${HOME_TENANT}`, admin.otherReader))).toEqual([]);
    for (const part of ['', '/coverage']) {
      expect(await admin.get(`conversations/${own}${part}`, admin.otherReader)).toMatchObject({ status: 200 });
      expect(await admin.get(`conversations/${CONVERSATION}${part}`, admin.otherReader)).toMatchObject({
        status: 404,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
        body: { code: 'recording.no-such-conversation' },
      });
    }
  });

  it('keeps media hosts to the home tenant', async () => {
    await insertMediaHost(admin.database, 'mh-1');

    expect(await admin.get('media-hosts', admin.otherReader)).toMatchObject({
      status: 403,
      body: { code: 'identity.home-tenant-only' },
    });
    expect(await admin.call('POST', '/admin/v1/media-hosts/mh-1/drain', admin.otherOperator)).toMatchObject({
      status: 403,
    });
  });
});
