import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminDocument, mediaHostDocument } from '@app/contracts';
import { operationsOf, urlOf, type ApiRequest, type Operation, type Sound } from '../support/api-requests.js';
import { eventually } from '../support/eventually.js';
import { anyAttack, attacked, everyAttack } from '../support/hostile-values.js';
import { System } from '../support/system.js';

/** Good wherever they stand. */
const ALIKE = { sha256: 'ab'.repeat(32), phoneNumber: '+12345678901', hostId: 'media-host-1' };
const GOOD_FOR: Readonly<Record<string, Sound>> = {
  // Parts that go together, and leave no other part without meaning.
  'PUT /admin/v1/policies/{policyId}': {
    match: 'direct',
    action: 'answer',
    mediaKind: 'serviceHosted',
    policyIdentifier: null,
    tenantId: null,
  },
  // The other one has an owner.
  'PUT /media/v1/hosts/{hostId}': { hostId: 'another-host' },
};
const ROUNDS = 100;

let system: System;
let token: string;
let sound: Sound;
let hostUrl: string;

beforeAll(async () => {
  system = await System.start({ mediaHosts: 1 });
  const roles = ['Recording.Read', 'Recording.Operate', 'Media.Host', 'Recorder.Control'];
  token = await system.simulator.accessToken(roles);
  const { callId } = await system.simulator.invite({ seed: 1 });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  const [session] = await system.sql<Record<'sessionId' | 'conversationId' | 'mediaSessionId' | 'url', string>>(
    `SELECT session_id AS "sessionId", conversation_id AS "conversationId", media_session_id AS "mediaSessionId", url
     FROM recording_session s JOIN media_host h ON h.host_id = s.media_host_id WHERE call_id = $1`,
    [callId],
  );
  const { url, ...ids } = session!;
  hostUrl = url;
  // As `nextCursor` of a list's page would be.
  const cursor = Buffer.from(JSON.stringify(['1', ids.sessionId])).toString('base64url');
  sound = { ...ALIKE, ...ids, callId, cursor };
});
afterAll(() => system.stop());

const operations = [...operationsOf(adminDocument()), ...operationsOf(mediaHostDocument())];

function send(operation: Operation, request: ApiRequest): Promise<Response> {
  const { method, path } = operation;
  const { body } = request;
  const root = path.startsWith('/media-sessions') ? hostUrl : system.recorder.url;
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  return fetch(root + urlOf(operation, request), {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

describe('whatever somebody with a good token sends, it is done or refused, and never a fault of ours', () => {
  it.each(operations)(
    '$name',
    async (operation) => {
      const requests = operation.requests({ ...sound, ...GOOD_FOR[operation.name] });
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
