import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { participantPage, session, sessionDetail, sessionPage, timelinePage } from '@app/contracts';
import { startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertConversation, insertGap, insertMediaHost, insertSeat, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('the document', () => {
  it('describes what is answered', async () => {
    await insertConversation(admin.database, SESSION);
    const callId = randomUUID();
    const answered = { call_id: callId, conversation_id: SESSION, response: 'answered' };
    await insertSessions(admin.database, [{ session_id: SESSION, ...answered }, {}]);
    await insertSeat(admin.database, SESSION, { number: 1, participantId: 'p1', takenAt: new Date(), freedAt: null });
    await insertGap(admin.database, SESSION);
    await insertMediaHost(admin.database, 'mh-1');
    await admin.database.pool.query(
      `INSERT INTO session_event (session_id, type, at, cause, data) VALUES ('${SESSION}', 'x', now(), 'teams', '{}');
       INSERT INTO notification_log (received_at, tenant_id, call_id, kind, body)
         SELECT received_at, tenant_id, call_id, 'roster', '{}' FROM recording_session WHERE session_id = '${SESSION}';
       INSERT INTO session_participant (session_id, participant_id) VALUES ('${SESSION}', 'p1')`,
    );
    const document = JSON.parse(readFileSync('docs/admin-api.openapi.json', 'utf8')) as {
      paths: Record<string, { get?: { responses: Record<string, { content: Record<string, { schema: object }> }> } }>;
    };
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema(document, 'document');
    const complaints = (path: string, status: number, body: unknown): unknown => {
      const kind = status === 200 ? 'application~1json' : 'application~1problem+json';
      const at = `document#/paths/${path.replaceAll('/', '~1')}/get/responses/${status}/content/${kind}/schema`;
      const check = ajv.getSchema(at.replaceAll('{', '%7B').replaceAll('}', '%7D'));
      if (!check) return `nothing describes ${status} of ${path}`;
      return check(body) ? [] : check.errors;
    };

    // Of a stream nothing but its lines is described, and it does not end.
    const isRead = (path: string) => document.paths[path]?.get && path !== '/admin/v1/live';
    for (const path of Object.keys(document.paths).filter(isRead)) {
      const asked = path.endsWith('/explain') ? `${path}?callId=${callId}` : path;
      const url = asked
        .replace('{sessionId}', SESSION)
        .replace('{conversationId}', SESSION)
        .replace('{policyId}', 'default-record-policy-invites');
      const { status, body } = await admin.call('GET', url, path.includes('/audit') ? admin.auditor : admin.reader);
      // Lines are described as such, and no more.
      if (path.endsWith('/export')) continue;
      expect(complaints(path, status, body), path).toEqual([]);
      if (body.items) expect(body.items, path).not.toHaveLength(0);
      const refused = await admin.call('GET', url);
      expect(complaints(path, refused.status, refused.body), path).toEqual([]);
    }
    const { body } = await admin.get('sessions/nonsense');
    expect(complaints('/admin/v1/sessions/{sessionId}', 400, body)).toEqual([]);
    // The check itself can fail.
    expect(complaints('/admin/v1/sessions', 200, { items: [{}], nextCursor: null })).not.toEqual([]);
  });

  it('leaves out nothing that is answered, and times have milliseconds', async () => {
    await insertSessions(admin.database, [{ session_id: SESSION }]);

    const one = (await admin.get(`sessions/${SESSION}`)).body;
    expect(sessionDetail.strict().parse(one)).toEqual(one);
    const [listed] = sessionPage.parse((await admin.get('sessions')).body).items;
    expect(session.strict().parse(listed)).toEqual(listed);
    expect({ ...listed, stages: [] }).toEqual(one);
    timelinePage.parse((await admin.get(`sessions/${SESSION}/timeline`)).body);
    participantPage.parse((await admin.get(`sessions/${SESSION}/participants`)).body);
  });
});
