import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp, type AdminReply } from '../support/admin-app.js';
import { insertConversation, insertSeat, insertSessions } from '../support/sessions.js';

const CONVERSATION = '77777777-7777-4777-8777-777777777777';
const [FIRST, SECOND, THIRD] = ['1', '2', '3'].map((n) => `99999999-9999-4999-8999-99999999999${n}`);
const at = (second: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, second));
const text = (second: number) => at(second).toISOString();

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

/** A leg answered at this second. */
const answered = (session_id: string | undefined, second: number, more: object = {}) => ({
  ...{ session_id, conversation_id: CONVERSATION, response: 'answered', received_at: at(0), responded_at: at(second) },
  ...more,
});

const seat = (sessionId: string | undefined, number: number, participantId: string, freedAt: Date | null = null) =>
  insertSeat(admin.database, sessionId, { number, participantId, takenAt: at(number), freedAt });

async function primary(): Promise<unknown> {
  const { legs } = (await admin.get(`conversations/${CONVERSATION}`)).body as unknown as {
    legs: { sessionId: string; isPrimary: boolean }[];
  };
  return legs.filter(({ isPrimary }) => isPrimary).map(({ sessionId }) => sessionId);
}

describe('one conversation', () => {
  beforeEach(() => insertConversation(admin.database, CONVERSATION, { beganAt: at(0) }));

  it('shows its legs, the first invited first, and whom each records now', async () => {
    await insertSessions(admin.database, [
      answered(FIRST, 1, {
        ...{ call_id: 'c1', call_chain_id: 'chain-1', application_instance_id: 'app-1', observed_participant_id: 'p1' },
        ...{
          call_state: 'established',
          recording_status: 'recording',
          participant_capacity: 10,
          media_host_id: 'mh-1',
        },
        media_state: 'flowing',
      }),
      answered(SECOND, 5, {
        call_id: 'c2',
        lane: 1,
        spilled_from: FIRST,
        received_at: at(4),
        flags: ['twinsShareHost'],
      }),
    ]);
    await seat(FIRST, 1, 'p1');
    await seat(FIRST, 2, 'left', at(3));
    await seat(FIRST, 3, 'p3');
    await seat(SECOND, 1, 'p4');

    expect((await admin.get(`conversations/${CONVERSATION}`)).body).toEqual({
      id: CONVERSATION,
      tenantId: HOME_TENANT,
      beganAt: text(0),
      endedAt: null,
      legs: [
        {
          sessionId: FIRST,
          callId: 'c1',
          callChainId: 'chain-1',
          applicationInstanceId: 'app-1',
          observedParticipantId: 'p1',
          isPrimary: true,
          lane: 0,
          spilledFrom: null,
          callState: 'established',
          recordingStatus: 'recording',
          response: 'answered',
          participantCapacity: 10,
          mediaHostId: 'mh-1',
          mediaState: 'flowing',
          flags: [],
          receivedAt: text(0),
          respondedAt: text(1),
          endedAt: null,
          seats: [
            { number: 1, participantId: 'p1', userId: 'user of p1', takenAt: text(1) },
            { number: 3, participantId: 'p3', userId: 'user of p3', takenAt: text(3) },
          ],
        },
        expect.objectContaining({
          sessionId: SECOND,
          isPrimary: false,
          lane: 1,
          spilledFrom: FIRST,
          flags: ['twinsShareHost'],
          seats: [{ number: 1, participantId: 'p4', userId: 'user of p4', takenAt: text(1) }],
        }),
      ],
    });
  });

  it('calls the leg primary that was answered first, and when it ends the next that is up', async () => {
    await insertSessions(admin.database, [
      { session_id: THIRD, conversation_id: CONVERSATION, response: 'rejected', responded_at: at(1) },
      answered(FIRST, 3),
      answered(SECOND, 2),
    ]);
    const end = (sessionId: string | undefined, second: number) =>
      admin.database.pool.query('UPDATE recording_session SET ended_at = $2 WHERE session_id = $1', [
        sessionId,
        at(second),
      ]);

    expect(await primary()).toEqual([SECOND]);
    await end(SECOND, 10);
    expect(await primary()).toEqual([FIRST]);
    await end(FIRST, 20);
    expect(await primary()).toEqual([SECOND]);
    expect((await admin.get(`conversations/${CONVERSATION}`)).body.endedAt).toBeNull();
    await end(THIRD, 5);
    expect((await admin.get(`conversations/${CONVERSATION}`)).body.endedAt).toBe(text(20));
  });

  it('has no primary leg while none was answered', async () => {
    await insertSessions(admin.database, [{ conversation_id: CONVERSATION }, { conversation_id: CONVERSATION }]);

    expect(await primary()).toEqual([]);
  });

  it('is not there without a leg', async () => {
    expect(await admin.get(`conversations/${CONVERSATION}`)).toMatchObject({
      status: 404,
      body: { code: 'recording.no-such-conversation' },
    });
    expect((await admin.get('conversations')).body.items).toEqual([]);
  });
});

describe('conversations', () => {
  const OTHER = '66666666-6666-4666-8666-666666666666';

  it('are summed up', async () => {
    await insertConversation(admin.database, CONVERSATION);
    await insertSessions(admin.database, [
      { conversation_id: CONVERSATION, ended_at: at(9) },
      { conversation_id: CONVERSATION, ended_at: at(7), call_chain_id: 'chain-1' },
    ]);
    await insertConversation(admin.database, OTHER, { beganAt: at(2) });
    await insertSessions(admin.database, [{ conversation_id: OTHER, ended_at: at(9) }, { conversation_id: OTHER }]);

    expect((await admin.get('conversations')).body).toEqual({
      nextCursor: null,
      items: [
        {
          ...{ id: OTHER, tenantId: HOME_TENANT, callChainId: null, beganAt: text(2) },
          ...{ endedAt: null, legs: 2, legsUp: 1 },
        },
        {
          ...{ id: CONVERSATION, tenantId: HOME_TENANT, callChainId: 'chain-1', beganAt: text(0) },
          ...{ endedAt: text(9), legs: 2, legsUp: 0 },
        },
      ],
    });
  });

  it('are found by each filter, and nothing else is', async () => {
    await insertConversation(admin.database, CONVERSATION, { tenantId: OTHER_TENANT, beganAt: at(30) });
    await insertConversation(admin.database, OTHER);
    await insertSessions(admin.database, [
      { conversation_id: CONVERSATION },
      { conversation_id: OTHER, ended_at: at(5) },
    ]);
    const found = async (query: string) => (await admin.get(`conversations?${query}`)).body.items.map(({ id }) => id);

    for (const query of [`tenantId=${OTHER_TENANT}`, 'active=true', `from=${text(30)}`, `from=${text(1)}&limit=5`])
      expect(await found(query), query).toEqual([CONVERSATION]);
    for (const query of [`tenantId=${HOME_TENANT}`, 'active=false', `to=${text(30)}`])
      expect(await found(query), query).toEqual([OTHER]);
    expect(await found(`active=false&from=${text(30)}`)).toEqual([]);
  });

  it('show each of 300 once, newest first, while new ones begin', async () => {
    await admin.database.pool.query(
      `INSERT INTO conversation (conversation_id, tenant_id, conversation_key, began_at)
       SELECT gen_random_uuid(), '${HOME_TENANT}', n::text,
         -- Many at one time, and times finer than a JavaScript date.
         timestamptz '2026-01-15 09:00:00Z' + (n / 7) * interval '100 microseconds' FROM generate_series(1, 300) AS n`,
    );
    const { rows } = await admin.database.pool.query<{ id: string }>(
      'SELECT conversation_id AS id FROM conversation ORDER BY began_at DESC, conversation_id DESC',
    );
    await insertSessions(
      admin.database,
      rows.map(({ id }) => ({ conversation_id: id })),
    );

    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: AdminReply = await admin.get(`conversations?limit=37${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
      const id = crypto.randomUUID();
      await insertConversation(admin.database, id, { beganAt: at(600) });
      await insertSessions(admin.database, [{ conversation_id: id }]);
    }

    expect(seen).toEqual(rows.map(({ id }) => id));
  });
});
