import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp, type AdminReply } from '../support/admin-app.js';
import { insertConversation, insertGap, insertMediaHost, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';
const CONVERSATION = '77777777-7777-4777-8777-777777777777';
const GAP = '55555555-5555-4555-8555-555555555555';
const policy = { name: 'Sales', match: 'exact', policyIdentifier: 'Sales', action: 'record', modalities: ['audio'] };

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('who may come in', () => {
  const invalid = 'Bearer error="invalid_token"';
  const lacking = 'Bearer error="insufficient_scope"';
  type Role = 'Recording.Read' | 'Recording.Operate' | 'Recording.Audit' | 'Recording.Comply';
  /** The status for whoever may, or status and code where there is nothing to do. */
  type Done = number | [number, string];
  const why = { reason: 'as agreed' };
  const over: Done = [409, 'recording.call-already-ended'];
  const routes: ['GET' | 'PUT' | 'POST' | 'DELETE', string, Role, Done, object?, Record<string, string>?][] = [
    ['GET', '/admin/v1/sessions', 'Recording.Read', 200],
    ['GET', `/admin/v1/sessions/${SESSION}`, 'Recording.Read', 200],
    ['GET', `/admin/v1/sessions/${SESSION}/timeline`, 'Recording.Read', 200],
    ['GET', `/admin/v1/sessions/${SESSION}/notifications`, 'Recording.Read', 200],
    ['GET', `/admin/v1/sessions/${SESSION}/participants`, 'Recording.Read', 200],
    ['POST', `/admin/v1/sessions/${SESSION}/pause`, 'Recording.Operate', over, why],
    ['POST', `/admin/v1/sessions/${SESSION}/resume`, 'Recording.Operate', over, why],
    ['POST', `/admin/v1/sessions/${SESSION}/stop`, 'Recording.Operate', over, why],
    ['POST', `/admin/v1/sessions/${SESSION}/hang-up`, 'Recording.Operate', over, why],
    ['GET', '/admin/v1/conversations', 'Recording.Read', 200],
    ['GET', `/admin/v1/conversations/${CONVERSATION}`, 'Recording.Read', 200],
    ['GET', `/admin/v1/conversations/${CONVERSATION}/coverage`, 'Recording.Read', 200],
    ['GET', '/admin/v1/gaps', 'Recording.Read', 200],
    ['PUT', `/admin/v1/gaps/${GAP}/explanation`, 'Recording.Comply', 200, { text: 'as agreed' }],
    ['GET', '/admin/v1/explain?callId=c1', 'Recording.Read', 200],
    ['GET', '/admin/v1/policies', 'Recording.Read', 200],
    ['GET', '/admin/v1/policies/sales', 'Recording.Read', 200],
    ['GET', '/admin/v1/policies/sales/versions', 'Recording.Read', 200],
    ['POST', '/admin/v1/policies/dry-run', 'Recording.Read', 200, { sessionId: SESSION }],
    ['PUT', '/admin/v1/policies/sales', 'Recording.Operate', 200, policy],
    ['DELETE', '/admin/v1/policies/sales', 'Recording.Operate', 204],
    ['GET', '/admin/v1/media-hosts', 'Recording.Read', 200],
    ['GET', '/admin/v1/live', 'Recording.Read', [400, 'http.invalid-request'], undefined, { 'last-event-id': 'x' }],
    ['GET', '/admin/v1/audit', 'Recording.Audit', 200],
    ['GET', '/admin/v1/audit/export', 'Recording.Audit', 200],
    ['POST', '/admin/v1/media-hosts/mh-1/drain', 'Recording.Operate', 204],
    ['POST', '/admin/v1/media-hosts/mh-1/resume', 'Recording.Operate', 204],
    ['GET', '/admin/v1/statistics', 'Recording.Read', 200],
    ['GET', '/admin/v1/capacity', 'Recording.Read', 200],
  ];

  beforeEach(async () => {
    await insertConversation(admin.database, CONVERSATION);
    const ended = { call_state: 'terminated', ended_at: new Date('2026-01-15T09:05:00.000Z') };
    await insertSessions(admin.database, [{ session_id: SESSION, conversation_id: CONVERSATION, ...ended }]);
    await insertGap(admin.database, CONVERSATION, { gap_id: GAP });
    await insertMediaHost(admin.database, 'mh-1');
    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, policy);
  });

  it.each(routes)('%s %s asks for a token with %s', async (method, url, role, done, body, more) => {
    const wrong = role === 'Recording.Read' ? 'Recording.Operate' : 'Recording.Read';
    const withToken = async (token?: string) => {
      const { status, headers, body: answer } = await admin.call(method, url, token, body, more);
      return [status, answer.code, headers['www-authenticate']];
    };

    expect(await withToken()).toEqual([401, 'token.missing', 'Bearer']);
    expect(await withToken('abc')).toEqual([401, 'token.malformed', invalid]);
    expect(await withToken(await admin.token(HOME_TENANT, [role], { exp: 1 }))).toEqual([
      401,
      'token.expired',
      invalid,
    ]);
    expect(await withToken(await admin.token(HOME_TENANT, [role], { aud: 'x' }))).toEqual([
      401,
      'token.audience',
      invalid,
    ]);
    expect(await withToken(await admin.token(HOME_TENANT, []))).toEqual([403, 'identity.role-missing', lacking]);
    expect(await withToken(await admin.token(HOME_TENANT, [wrong, 'Media.Host']))).toEqual([
      403,
      'identity.role-missing',
      lacking,
    ]);
    expect(await withToken(await admin.token(HOME_TENANT, [role]))).toEqual([
      ...[done].flat(),
      ...(typeof done === 'number' ? [undefined] : []),
      undefined,
    ]);
  });

  it('shows the description of the API to everybody', async () => {
    expect(await admin.call('GET', '/admin/v1/openapi.json')).toMatchObject({
      status: 200,
      body: { openapi: '3.1.1' },
    });
    const docs = await admin.call('GET', '/admin/v1/docs');

    expect(docs.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(docs.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('serves exactly the operations that the document describes', async () => {
    const parts = {
      [SESSION]: '{sessionId}',
      [CONVERSATION]: '{conversationId}',
      [GAP]: '{gapId}',
      sales: '{policyId}',
      'mh-1': '{hostId}',
      'explain?callId=c1': 'explain',
    };
    const named = (part: string) => parts[part as keyof typeof parts] ?? part;
    const served = routes.map(([method, url]) => `${method} ${url.split('/').map(named).join('/')}`);
    const { body } = await admin.call('GET', '/admin/v1/openapi.json');
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(served.sort()).toEqual(described.sort());
  });

  it('says no more to a caller without the role than that it is missing', async () => {
    const nobody = await admin.token(HOME_TENANT, []);

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
