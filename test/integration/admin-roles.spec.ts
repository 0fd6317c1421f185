import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminDocument } from '@app/contracts';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, UNSERVED_TENANT } from '../support/admin-app.js';
import type { AdminApp, AdminReply, Method } from '../support/admin-app.js';
import { operationsOf, urlOf, type Operation } from '../support/api-requests.js';
import { insertConversation, insertGap, insertMediaHost, insertSeat, insertSessions } from '../support/sessions.js';

const ROLES = ['Recording.Read', 'Recording.Operate', 'Recording.Audit', 'Recording.Comply', 'Media.Host'];
/** A person by way of a client, and a program by itself. */
const KINDS = { person: { scp: 'access_as_user' }, program: {} };

const ids = {
  sessionId: '99999999-9999-4999-8999-999999999999',
  conversationId: '77777777-7777-4777-8777-777777777777',
  gapId: '55555555-5555-4555-8555-555555555555',
  hostId: 'mh-1',
  policyId: 'sales',
};
const CALL = 'cdcdcdcd-1111-4111-8111-111111111111';
/** Somebody of the home tenant, or what it calls its policy. */
const SECRET = 'abababab-1111-4111-8111-111111111111';
const policy = { name: SECRET, match: 'exact', policyIdentifier: 'Sales', action: 'record' };
const BODIES: Readonly<Record<string, object>> = {
  pause: { reason: 'as agreed' },
  resume: { reason: 'as agreed' },
  stop: { reason: 'as agreed' },
  'hang-up': { reason: 'as agreed' },
  explanation: { text: 'as agreed' },
  'dry-run': { sessionId: ids.sessionId },
  // Of every tenant, or of another one, it would be refused for that alone.
  '{policyId}': { ...policy, name: 'Theirs', tenantId: OTHER_TENANT },
};

const operations = operationsOf(adminDocument());

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(async () => {
  await admin.empty();
  const { sessionId, conversationId, gapId, hostId, policyId } = ids;
  await insertConversation(admin.database, conversationId);
  const ended = { call_state: 'terminated', ended_at: new Date('2026-01-15T09:05:00.000Z') };
  const session = { session_id: sessionId, conversation_id: conversationId, call_id: CALL, ...ended };
  await insertSessions(admin.database, [session]);
  const seat = { number: 1, participantId: SECRET, takenAt: new Date(), freedAt: null };
  await insertSeat(admin.database, sessionId, seat);
  await insertGap(admin.database, conversationId, { gap_id: gapId });
  await insertMediaHost(admin.database, hostId);
  await admin.database.pool.query(
    `INSERT INTO session_event (session_id, type, at, cause, data)
       VALUES ('${sessionId}', 'x', now(), 'teams', '{"of": "${SECRET}"}');
     INSERT INTO notification_log (received_at, tenant_id, call_id, kind, body)
       SELECT received_at, tenant_id, call_id, 'roster', '{"of": "${SECRET}"}' FROM recording_session;
     INSERT INTO session_participant (session_id, participant_id) VALUES ('${sessionId}', '${SECRET}')`,
  );
  const body = { ...policy, tenantId: HOME_TENANT };
  await admin.call('PUT', `/admin/v1/policies/${policyId}`, admin.operator, body);
});

describe('every route of the admin API', () => {
  it('is described, and everything described is served', () => {
    const served = admin.routes
      .filter((route) => !route.startsWith('HEAD ') && !/\/admin\/v1\/(docs|openapi\.json)$/.test(route))
      .map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));

    expect([...new Set(served)].sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  it('asks for the one role that its use belongs to', () => {
    const roleOf = ({ method, path }: Operation) => {
      if (path.startsWith('/admin/v1/audit')) return 'Recording.Audit';
      if (path.endsWith('/explanation')) return 'Recording.Comply';
      return method === 'GET' || path.endsWith('/dry-run') ? 'Recording.Read' : 'Recording.Operate';
    };

    expect(operations.map(({ name, roles }) => [name, ...roles])).toEqual(
      operations.map((operation) => [operation.name, roleOf(operation)]),
    );
  });

  it.each(operations)('opens for its role only, and for one tenant only: $name', async (operation) => {
    const before = await stored();

    const refused = await answers(operation, await strangers(operation.roles));
    const elsewhere = await answers(operation, await holders(OTHER_TENANT, operation.roles));
    expect(await stored()).toEqual(before);
    const athome = await answers(operation, await holders(HOME_TENANT, operation.roles));

    expect(refused).toEqual(Object.fromEntries(Object.keys(refused).map((who) => [who, refusalOf(who)])));
    expect(elsewhere).toEqual({ person: heardElsewhere(operation), program: heardElsewhere(operation) });
    expect(athome).toEqual({ person: heardAtHome(operation), program: heardAtHome(operation) });
  });
});

type Callers = Record<string, string | undefined>;

/** Everybody who may not, by what they lack. */
async function strangers(roles: string[]): Promise<Callers> {
  const callers: Callers = { 'no token': undefined, 'no token that it is': 'abc' };
  for (const [kind, claims] of Object.entries(KINDS)) {
    const hold = async (lack: string, tenant: string, held: string[], spoilt = {}) => {
      callers[`${lack}: ${kind} of ${tenant}`] = await admin.token(tenant, held, { ...claims, ...spoilt });
    };
    const others = ROLES.filter((role) => !roles.includes(role));
    for (const tenant of [HOME_TENANT, OTHER_TENANT]) {
      await hold('no role', tenant, []);
      for (const role of others) await hold(`only role ${role}`, tenant, [role]);
      await hold('every role but one', tenant, others);
    }
    await hold('expired', HOME_TENANT, ROLES, { exp: 1 });
    await hold('of another audience', HOME_TENANT, ROLES, { aud: 'x' });
    await hold('not served', UNSERVED_TENANT, ROLES);
    await hold('unknown', '66666666-6666-4666-8666-666666666666', ROLES);
  }
  return callers;
}

async function holders(tenant: string, roles: string[]): Promise<Callers> {
  const { person, program } = KINDS;
  return { person: await admin.token(tenant, roles, person), program: await admin.token(tenant, roles, program) };
}

const REFUSALS: Readonly<Record<string, string>> = {
  'no token': '401 token.missing Bearer',
  'no token that it is': '401 token.malformed Bearer error="invalid_token"',
  expired: '401 token.expired Bearer error="invalid_token"',
  'of another audience': '401 token.audience Bearer error="invalid_token"',
  unknown: '401 token.issuer Bearer error="invalid_token"',
  'not served': '403 identity.tenant-not-served Bearer error="insufficient_scope"',
};

function refusalOf(who: string): string {
  return REFUSALS[who.split(':')[0]!] ?? '403 identity.role-missing Bearer error="insufficient_scope"';
}

/** What exists is denied, what is listed is empty, and what serves all tenants is not told. */
function heardElsewhere({ name, path }: Operation): string {
  if (/\/(media-hosts|capacity)\b/.test(path)) return '403 identity.home-tenant-only';
  if (name === 'PUT /admin/v1/policies/{policyId}') return '409 policies.policy-id-taken';
  if (path.includes('{conversationId}')) return '404 recording.no-such-conversation';
  if (path.includes('{gapId}')) return '404 recording.no-such-gap';
  if (path.includes('{policyId}')) return '404 policies.no-such-policy';
  if (/\{sessionId\}|dry-run$/.test(path)) return '404 recording.no-such-session';
  return path.endsWith('/live') ? '400 http.invalid-request' : 'nothing of it';
}

/** Whoever may is kept from nothing, but there is nothing to order about a call that has ended. */
function heardAtHome({ method, path }: Operation): string {
  if (path.endsWith('/live')) return '400 http.invalid-request';
  if (method === 'POST' && path.includes('{sessionId}')) return '409 recording.call-already-ended';
  const tells = !/\/(media-hosts.*|statistics|capacity)$/.test(path) && (method === 'GET' || path.includes('{gapId}'));
  return tells ? 'something of it' : 'nothing of it';
}

async function answers(operation: Operation, callers: Callers): Promise<Record<string, string>> {
  const heard: Record<string, string> = {};
  for (const [who, token] of Object.entries(callers)) heard[who] = inWords(operation, await sent(operation, token));
  return heard;
}

/** A stream would not end: it is asked to go on from nowhere. */
function sent(operation: Operation, token: string | undefined): Promise<AdminReply> {
  const { method, path } = operation;
  const last = path.split('/').at(-1)!;
  const url = urlOf(operation, { path: ids, query: last === 'explain' ? { callId: CALL } : {} });
  const headers: Record<string, string> = last === 'live' ? { 'last-event-id': 'x' } : {};
  const isRead = method === 'GET' || method === 'DELETE';
  return admin.call(method as Method, url, token, isRead ? undefined : BODIES[last], headers);
}

function inWords({ path }: Operation, { status, headers, body }: AdminReply): string {
  if (status >= 300) return [status, body.code, headers['www-authenticate']].filter(Boolean).join(' ');
  const told = JSON.stringify(body);
  const { sessionId, conversationId, gapId } = ids;
  // The trail of those who asked for something names it.
  const tellsOfHome = path.includes('/audit') ? [SECRET] : [SECRET, sessionId, conversationId, gapId];
  return tellsOfHome.some((id) => told.includes(id)) ? 'something of it' : 'nothing of it';
}

/** Everything that a route may change. */
async function stored(): Promise<unknown[]> {
  const tables = ['recording_session', 'session_event', 'coverage_gap', 'media_host', 'recording_policy'];
  const rows = [...tables, 'recording_policy_version'].map((table) =>
    admin.database.pool.query<object>(`SELECT * FROM ${table} ORDER BY 1, 2`),
  );
  return (await Promise.all(rows)).map((result) => result.rows);
}
