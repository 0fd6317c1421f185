import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertConversation, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';
const CONVERSATION = '77777777-7777-4777-8777-777777777777';

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('what makes no sense', () => {
  it('is refused with the name of every parameter that is wrong', async () => {
    const reply = await admin.get('sessions?limit=0&callState=x&callState=y&cursor=nonsense&whatever=1');

    expect(reply).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: { type: 'urn:witness:problem:http.invalid-request', status: 400, code: 'http.invalid-request' },
    });
    const { parameters } = reply.body.facts as { parameters: { name: string }[] };
    expect(parameters.map(({ name }) => name)).toEqual(['callState', 'limit', 'whatever']);
  });

  it.each([
    'sessions/nonsense',
    'sessions/nonsense/timeline',
    'sessions?cursor=nonsense',
    'conversations/nonsense',
    'policies?cursor=bm8',
    'statistics?interval=week',
  ])('%s is refused, not looked up', async (url) => {
    expect(await admin.get(url)).toMatchObject({ status: 400 });
  });

  it('never fails on our side, whatever the query and the path hold', async () => {
    const names = fc.constantFrom(
      ...[
        'tenantId',
        'policyIdentifier',
        'participantId',
        'callState',
        'observedUserId',
        'callId',
        'callChainId',
        'active',
        'user',
        'at',
      ],
      ...['from', 'to', 'interval', 'limit', 'cursor', 'retired', '__proto__', 'constructor', 'x[y]', ''],
    );
    const cursors = fc
      .tuple(fc.oneof(fc.nat().map(String), fc.string()), fc.oneof(fc.uuid(), fc.string(), fc.jsonValue()))
      .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u0000', '%', '%zz', "'; DROP TABLE x --", '9'.repeat(400), '0000-01-01T00:00:00Z'),
      fc.constantFrom('2026-02-30T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2026-01-15T09:00:00+99:99', '1e9'),
      cursors,
    );
    const escaped = hostile.map((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')));
    const value = fc.oneof(escaped, fc.constantFrom('%', '%zz', '%00', '%ff%fe', '&&', '=', '#', '+'));
    const query = fc.array(fc.tuple(names, value), { maxLength: 4 });
    const lists = [
      'sessions',
      'conversations',
      'gaps',
      `conversations/${CONVERSATION}/coverage`,
      `sessions/${SESSION}/timeline`,
      `sessions/${SESSION}/participants`,
      `sessions/${SESSION}/notifications`,
      'policies',
      'policies/default-record-policy-invites/versions',
      'media-hosts',
      'statistics',
      'capacity',
      'explain',
    ];
    const path = fc.oneof(
      fc.constantFrom(...lists),
      escaped.map((text) => `sessions/${text}`),
      escaped.map((text) => `conversations/${text}`),
    );
    await insertConversation(admin.database, CONVERSATION);
    await insertSessions(admin.database, [{ session_id: SESSION, conversation_id: CONVERSATION }]);

    await fc.assert(
      fc.asyncProperty(path, query, async (where, pairs) => {
        const { status, headers } = await admin.get(`${where}?${pairs.map((pair) => pair.join('=')).join('&')}`);

        expect(status).toBeLessThan(500);
        if (status !== 200) expect(headers['content-type']).toContain('application/problem+json');
      }),
      { numRuns: 500 },
    );
    expect(admin.log.messages('error')).toEqual([]);
  });

  it('never fails on our side, whatever the body of a policy holds', async () => {
    const body = fc.record(
      {
        name: fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constant('Sales')),
        match: fc.constantFrom('exact', 'pattern', 'anyPolicy', 'direct', 'x'),
        action: fc.constantFrom('record', 'answer', 'decline', 'redirect'),
        policyIdentifier: fc.oneof(fc.constant(null), fc.string({ unit: 'binary', maxLength: 5 })),
        tenantId: fc.oneof(fc.constant(null), fc.uuid()),
        redirectTargets: fc.oneof(fc.constant(null), fc.array(fc.record({ userId: fc.uuid() }), { maxLength: 2 })),
        redirectTimeoutSeconds: fc.constantFrom(null, 14, 15, 90, 91, 1e20),
        participantCapacity: fc.constantFrom(null, -1, 0, 2 ** 31, 1.5),
        mediaKind: fc.constantFrom(null, 'appHosted', 'serviceHosted'),
        prefetchPrompts: fc.array(fc.record({ uri: fc.webUrl(), resourceId: fc.constant(null) }), { maxLength: 1 }),
      },
      { requiredKeys: ['name', 'match', 'action'] },
    );

    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(body, async (draft) => {
        const { status } = await admin.call('PUT', '/admin/v1/policies/any', admin.operator, draft);
        statuses.add(status);

        expect([200, 400]).toContain(status);
      }),
      { numRuns: 300 },
    );
    // Some of it was stored: what the contract lets through, the table takes.
    expect(statuses).toContain(200);
  });
});

/** One of the two questions, and what belongs to it. */
const [CALL, USER] = ['cdcdcdcd-1111-4111-8111-111111111111', 'abababab-1111-4111-8111-111111111111'];

it.each([
  ['', ['callId']],
  [`callId=${CALL}&user=${USER}`, ['user']],
  [`callId=${CALL}&at=2026-01-15T09:00:00Z`, ['at']],
  ['at=2026-01-15T09:00:00Z', ['callId']],
  [`user=${USER}&at=yesterday`, ['at']],
  [`user=${USER}&colour=red`, ['colour']],
  ['user=', ['user']],
  ['callId=a&callId=b', ['callId']],
  ['callId=%00', ['callId']],
])('a question that cannot be understood is refused: explain?%s', async (query, names) => {
  const { status, body } = await admin.get(`explain?${query}`);

  expect(status).toBe(400);
  expect((body.facts as { parameters: { name: string }[] }).parameters.map(({ name }) => name)).toEqual(names);
});
