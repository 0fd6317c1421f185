import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminDocument, mediaHostDocument } from '@app/contracts';
import invite from '../fixtures/graph/corpus/incoming-pbr/docs-incoming-pbr-example3.json' with { type: 'json' };
import { operationsOf, urlOf, type ApiRequest, type Operation, type Sound } from '../support/api-requests.js';
import { eventually } from '../support/eventually.js';
import { anyAttack, attacked, everyAttack } from '../support/hostile-values.js';
import { System } from '../support/system.js';

/** Good wherever they stand. */
const ALIKE = { sha256: 'ab'.repeat(32), phoneNumber: '+12345678901', hostId: 'media-host-1' };
/** As `nextCursor` of a list's page would be. */
const cursorAt = (id: string) => Buffer.from(JSON.stringify(['1', id])).toString('base64url');
const DEFAULT_POLICY = 'default-record-policy-invites';
const GOOD_FOR: Readonly<Record<string, Sound>> = {
  // Parts that go together, and leave no other part without meaning.
  'PUT /admin/v1/policies/{policyId}': {
    match: 'direct',
    action: 'answer',
    mediaKind: 'serviceHosted',
    policyIdentifier: null,
    tenantId: null,
  },
  'POST /admin/v1/policies/dry-run': { notification: invite.body, draft: null },
  'GET /admin/v1/policies/{policyId}': { policyId: DEFAULT_POLICY },
  'GET /admin/v1/policies/{policyId}/versions': { policyId: DEFAULT_POLICY, cursor: cursorAt('version') },
  'GET /admin/v1/sessions/{sessionId}/notifications': { cursor: cursorAt('1') },
  'GET /admin/v1/audit': { cursor: cursorAt('1') },
  'GET /admin/v1/statistics': {
    from: new Date(Date.now() - 3_600_000).toISOString(),
    to: new Date().toISOString(),
  },
  // Either the one question or the other.
  'GET /admin/v1/explain': { callId: undefined },
  // The other one has an owner.
  'PUT /media/v1/hosts/{hostId}': { hostId: 'another-host' },
};
const ROUNDS = 100;

let system: System;
let token: string;
let sound: Sound;
let hostUrl: string;
/** A call that orders are tried on: what is stopped and hung up is of no use to the others. */
let ordered: string;

beforeAll(async () => {
  system = await System.start({ mediaHosts: 1 });
  const roles = [
    'Recording.Read',
    'Recording.Operate',
    'Recording.Audit',
    'Recording.Comply',
    'Media.Host',
    'Recorder.Control',
  ];
  token = await system.simulator.accessToken(roles);
  const callId = await recordedCall(1);
  ordered = (await system.admin.session(await recordedCall(2))).id;
  const [session] = await system.sql<Record<'sessionId' | 'conversationId' | 'mediaSessionId' | 'url', string>>(
    `SELECT session_id AS "sessionId", conversation_id AS "conversationId", media_session_id AS "mediaSessionId", url
     FROM recording_session s JOIN media_host h ON h.host_id = s.media_host_id WHERE call_id = $1`,
    [callId],
  );
  const { url, ...ids } = session!;
  hostUrl = url;
  const [gap] = await system.sql<{ gapId: string }>(
    `INSERT INTO coverage_gap (gap_id, tenant_id, conversation_id, participant_id, started_at, ended_at, cause, found_at)
     SELECT gen_random_uuid(), tenant_id, conversation_id, 'p1', began_at, now(), 'mediaLost', now() FROM conversation
     WHERE conversation_id = $1 RETURNING gap_id AS "gapId"`,
    [ids.conversationId],
  );
  sound = { ...ALIKE, ...ids, ...gap, callId, cursor: cursorAt(ids.sessionId) };
});
afterAll(() => system.stop());

/** In which people talk until it ends: a recording whose media was lost could not be resumed. */
async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, media: 'speech' });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

// A stream does not end; its own test is in live-changes-are-not-missed.spec.ts.
const operations = [...operationsOf(adminDocument()), ...operationsOf(mediaHostDocument())].filter(
  ({ name }) => name !== 'GET /admin/v1/live',
);
const isOrder = ({ name }: Operation) => /^POST .*\/\{sessionId\}\/(pause|resume|stop|hang-up)$/.test(name);

function send(operation: Operation, request: ApiRequest): Promise<Response> {
  const { body } = request;
  return sendAs(operation, request, body === undefined ? undefined : ['application/json', JSON.stringify(body)]);
}

/** With another body than the request's, of a type that may not be its own. */
function sendAs(operation: Operation, request: ApiRequest, sent?: [type: string, body: string]): Promise<Response> {
  const { method, path } = operation;
  const root = path.startsWith('/media-sessions') ? hostUrl : system.recorder.url;
  const headers = { authorization: `Bearer ${token}`, ...(sent && { 'content-type': sent[0] }) };
  return fetch(root + urlOf(operation, request), { method, headers, ...(sent && { body: sent[1] }) });
}

describe('whatever somebody with a good token sends, it is done or refused, and never a fault of ours', () => {
  it.each(operations)(
    '$name',
    async (operation) => {
      const own = isOrder(operation) ? { sessionId: ordered, resumeAfterSeconds: 600 } : GOOD_FOR[operation.name];
      const requests = operation.requests({ ...sound, ...own });
      for (const request of requests) {
        const reply = await send(operation, request);
        expect(reply.status, await reply.text()).toBeLessThan(300);
      }
      const attacks = everyAttack(requests);

      await fc.assert(
        fc.asyncProperty(anyAttack(requests), async (attack) => {
          const reply = await send(operation, attacked(requests, attack));
          const text = await reply.text();

          // 507 is the contract's word of a media host that is full.
          if (reply.status !== 507) expect(reply.status, text).toBeLessThan(500);
          if (!reply.ok) expect(reply.headers.get('content-type')).toContain('application/problem+json');
        }),
        { examples: attacks.map((attack) => [attack]), numRuns: attacks.length + ROUNDS },
      );
    },
    300_000,
  );

  it('what was stored can be read again', async () => {
    const { sessionId } = sound as { sessionId: string };
    const lists = ['sessions', `sessions/${sessionId}`, `sessions/${sessionId}/timeline?limit=1000`, 'media-hosts'];

    for (const path of [...lists, 'policies?retired=true', `sessions/${sessionId}/participants`]) {
      const reply = await fetch(`${system.recorder.url}/admin/v1/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect({ path, status: reply.status }).toEqual({ path, status: 200 });
    }
    expect(system.logs.split('\n').filter((line) => line.includes('Request failed'))).toEqual([]);
  });
});

describe('what a route does not take is refused with a problem', () => {
  const first = (operation: Operation) => operation.requests(sound)[0]!;
  const isRefused = (what: string, { status, headers }: Response) => {
    expect(status, what).toBeGreaterThanOrEqual(400);
    expect(status, what).toBeLessThan(500);
    expect(headers.get('content-type'), what).toContain('application/problem+json');
  };

  it.each([...new Set(operations.map(({ path }) => path))])('another method: %s', async (path) => {
    const served = operations.filter((operation) => operation.path === path);
    const own = served.map(({ method }) => method);
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !own.includes(method));

    // Without a body: what is a name here may be an id to another route.
    for (const method of others) isRefused(method, await sendAs({ ...served[0]!, method }, first(served[0]!)));
  });

  const bodies: [type: string, body: string][] = [
    ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data', 'nonsense'].map(
      (type): [string, string] => [type, '{}'],
    ),
    ...['', ' ', '\uFEFF', '{', '{}{}', "{'a': 1}", 'NaN', '{"__proto__": {}}', '[]', 'null', '7', '"text"'].map(
      (body): [string, string] => ['application/json', body],
    ),
    ['application/json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['application/json', JSON.stringify({ reason: 'x'.repeat(300 * 1_024) })],
  ];

  it.each(operations.filter(({ takesBody }) => takesBody))('another body: $name', async (operation) => {
    for (const sent of bodies) {
      // Whoever is still sending when the refusal comes may not read it, for the connection is closed.
      const reply = await sendAs(operation, first(operation), sent).catch(() => null);
      if (reply) isRefused(`${sent[0]} ${sent[1].slice(0, 40)}`, reply);
      else expect(sent[1].length).toBeGreaterThan(256 * 1_024);
    }
  });
});
