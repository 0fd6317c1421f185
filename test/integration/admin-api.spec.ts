import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_TENANT, OTHER_TENANT, startAdminApp, type AdminApp, type AdminReply } from '../support/admin-app.js';
import { insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

describe('sessions', () => {
  it('shows a session with every field under the name it was promised', async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, second, 120));
    await insertSessions(admin.database, [
      {
        session_id: SESSION,
        call_id: 'c1',
        call_chain_id: 'chain-1',
        conversation_id: '77777777-7777-4777-8777-777777777777',
        lane: 1,
        spilled_from: '88888888-8888-4888-8888-888888888888',
        policy_identifier: 'TeamsComplianceRecordingPolicy=Tenant:Sales',
        policy_name: 'Sales',
        observed_participant_id: 'p1',
        observed_user_id: 'u1',
        on_behalf_of: { kind: 'user', id: 'boss', tenantId: null },
        other_side_user: { id: 'u2', participantId: 'p2', tenantId: 't', participationMethod: 'caller' },
        paired_recorders: [{ id: 'r1', participantId: 'rp1' }],
        call_state: 'terminated',
        recording_status: 'notRecording',
        decision: {
          action: 'record',
          reason: 'exactPolicy',
          ruleId: 'sales',
          ruleVersion: 3,
          flags: [],
          mediaKind: 'appHosted',
          modalities: ['audio'],
        },
        response: 'answered',
        participant_capacity: 100,
        media_host_id: 'mh-1',
        media_session_id: 'secret-media-session',
        media_kind: 'appHosted',
        received_at: at(0),
        responded_at: at(1),
        established_at: at(2),
        recording_started_at: at(3),
        recording_stopped_at: at(4),
        ended_at: at(5),
        end_reason: { code: 487, subcode: 0, message: 'ended', by: 'teams' },
      },
    ]);

    expect((await admin.get(`sessions/${SESSION}`)).body).toEqual({
      id: SESSION,
      callId: 'c1',
      callChainId: 'chain-1',
      tenantId: HOME_TENANT,
      conversationId: '77777777-7777-4777-8777-777777777777',
      lane: 1,
      spilledFrom: '88888888-8888-4888-8888-888888888888',
      kind: 'policyRecording',
      policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:Sales',
      policyName: 'Sales',
      observedParticipantId: 'p1',
      observedUserId: 'u1',
      participationMethod: null,
      onBehalfOf: { kind: 'user', id: 'boss', tenantId: null },
      otherSideUser: { id: 'u2', participantId: 'p2', tenantId: 't', participationMethod: 'caller' },
      inviteReasons: ['ComplianceRecording'],
      pairedRecorders: [{ id: 'r1', participantId: 'rp1' }],
      otherRecorders: [],
      direction: 'incoming',
      callState: 'terminated',
      recordingStatus: 'notRecording',
      standingOrder: null,
      pausedUntil: null,
      decision: { action: 'record', reason: 'exactPolicy', ruleId: 'sales', ruleVersion: 3 },
      response: 'answered',
      missed: null,
      flags: [],
      participantCapacity: 100,
      participantCount: 1,
      mediaHostId: 'mh-1',
      mediaKind: 'appHosted',
      mediaHostedRegion: null,
      receivedAt: '2026-01-15T09:00:00.120Z',
      respondedAt: '2026-01-15T09:00:01.120Z',
      responseMs: 1000,
      establishedAt: '2026-01-15T09:00:02.120Z',
      recordingStartedAt: '2026-01-15T09:00:03.120Z',
      recordingStoppedAt: '2026-01-15T09:00:04.120Z',
      endedAt: '2026-01-15T09:00:05.120Z',
      endReason: { by: 'teams', witnesses: [], code: 487, subcode: 0, message: 'ended' },
      contentSharing: false,
      stages: [],
    });
  });

  it('finds by each filter what it names, and nothing else', async () => {
    const wanted = {
      session_id: SESSION,
      tenant_id: OTHER_TENANT,
      policy_identifier: 'TeamsComplianceRecordingPolicy=Tenant:Sales',
      call_state: 'established',
      recording_status: 'recording',
      response: 'answered',
      flags: ['noRule'],
      observed_user_id: 'abababab-1111-4111-8111-111111111111',
      call_id: 'cdcdcdcd-1111-4111-8111-111111111111',
      call_chain_id: 'chain-1',
      received_at: new Date('2026-01-20T09:00:00Z'),
    };
    await insertSessions(admin.database, [wanted, { ended_at: new Date('2026-01-15T10:00:00Z') }]);
    const found = async (query: string) => (await admin.get(`sessions?${query}`)).body.items.map(({ id }) => id);

    for (const query of [
      `tenantId=${OTHER_TENANT}`,
      'policyIdentifier=teamscompliancerecordingpolicy%3Dtenant%3Asales',
      'callState=established',
      'recordingStatus=recording',
      'response=answered',
      'flagged=true',
      'observedUserId=ABABABAB111141118111111111111111',
      'callId=CDCDCDCD-1111-4111-8111-111111111111',
      'callChainId=chain-1',
      'active=true',
      'from=2026-01-20T10:00:00%2B01:00',
      'from=2026-01-16T00:00:00Z&to=2026-01-21T00:00:00Z&active=true&limit=5',
    ]) {
      expect(await found(query), query).toEqual([SESSION]);
    }
    for (const query of ['active=false', 'to=2026-01-20T09:00:00Z', 'callState=incoming', 'flagged=false']) {
      expect(await found(query), query).not.toContain(SESSION);
      expect(await found(query), query).toHaveLength(1);
    }
    expect(await found('callChainId=chain-2')).toEqual([]);
  });

  it('shows every one of 1,000 sessions once, newest first, while new calls come in', async () => {
    await admin.database.pool.query(`
      INSERT INTO recording_session (session_id, call_id, graph_call_id, call_key, tenant_id, kind, call_routes,
        invite_reasons, paired_recorders, other_recorders, flags, direction, call_state, recording_status, permit_state,
        answer_attempts, participant_count, media_state, content_sharing, received_at, respond_by)
      SELECT gen_random_uuid(), 'c' || n, 'c' || n, 'k' || n, '${HOME_TENANT}', 'direct', '[]', '[]', '[]', '[]', '[]',
        'incoming', 'incoming', 'notRecording', 'closed', 0, 0, 'awaited', false,
        -- Many at one time, and times finer than a JavaScript date.
        timestamptz '2026-01-15 09:00:00Z' + (n / 7) * interval '100 microseconds', now()
      FROM generate_series(1, 1000) AS n`);
    const { rows } = await admin.database.pool.query<{ session_id: string }>(
      'SELECT session_id FROM recording_session ORDER BY received_at DESC, session_id DESC',
    );

    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: AdminReply = await admin.get(`sessions?limit=37${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
      await insertSessions(admin.database, [{ received_at: new Date('2026-01-15T09:10:00Z') }]);
    }

    expect(seen).toEqual(rows.map(({ session_id }) => session_id));
  });
});

describe('a timeline', () => {
  beforeEach(async () => {
    await insertSessions(admin.database, [{ session_id: SESSION }]);
    await admin.database.pool.query(
      `INSERT INTO session_event (session_id, type, at, cause, message_id, data)
       SELECT '${SESSION}', type, at::timestamptz, cause, message_id, '{"n": 1}' FROM (VALUES
         ('recording.InvitationReceived', '2026-01-15 09:00:00Z', 'teams', 'm1'),
         ('recording.CallDecided', '2026-01-15 09:00:00Z', 'recorder', NULL),
         ('recording.SegmentKept', '2026-01-15 09:00:30Z', 'mediaHost', NULL),
         ('recording.CallEnded', '2026-01-15 09:01:00Z', 'teams', 'm2')) AS e (type, at, cause, message_id)`,
    );
    await admin.database.pool.query(
      `INSERT INTO kept_segment (session_id, sha256, started_at, ended_at, bytes, uri, reported_at) VALUES
       ('${SESSION}', 'aa', '2026-01-15 09:00:10Z', '2026-01-15 09:00:30Z', 640000, 'file:///1.wav', now())`,
    );
  });

  it('tells what happened and what was kept, each once, the newest last', async () => {
    const { body } = await admin.get(`sessions/${SESSION}/timeline`);

    expect(body).toEqual({
      nextCursor: null,
      items: [
        {
          at: '2026-01-15T09:00:00.000Z',
          type: 'recording.InvitationReceived',
          cause: 'teams',
          messageId: 'm1',
          data: { n: 1 },
        },
        {
          at: '2026-01-15T09:00:00.000Z',
          type: 'recording.CallDecided',
          cause: 'recorder',
          messageId: null,
          data: { n: 1 },
        },
        {
          at: '2026-01-15T09:00:30.000Z',
          type: 'recording.SegmentKept',
          cause: 'mediaHost',
          messageId: null,
          data: {
            sha256: 'aa',
            from: '2026-01-15T09:00:10.000Z',
            to: '2026-01-15T09:00:30.000Z',
            bytes: 640000,
            uri: 'file:///1.wav',
            participantId: null,
          },
        },
        {
          at: '2026-01-15T09:01:00.000Z',
          type: 'recording.CallEnded',
          cause: 'teams',
          messageId: 'm2',
          data: { n: 1 },
        },
      ],
    });
  });

  it('tells what was kept without a hole as one, when it is asked to', async () => {
    await admin.database.pool.query(
      `INSERT INTO kept_segment (session_id, sha256, started_at, ended_at, bytes, uri, participant_id, reported_at)
       SELECT '${SESSION}', from_at || coalesce(participant, ''), from_at::timestamptz, to_at::timestamptz, 1, '', participant, now()
       FROM (VALUES
         ('2026-01-15 09:00:31Z', '2026-01-15 09:00:35Z', NULL),
         ('2026-01-15 09:00:33Z', '2026-01-15 09:00:40Z', 'p1'),
         ('2026-01-15 09:00:41.001Z', '2026-01-15 09:00:45Z', NULL)) AS s (from_at, to_at, participant)`,
    );

    const { body } = await admin.get(`sessions/${SESSION}/timeline?segments=joined`);

    expect(body.items.slice(2)).toMatchObject([
      {
        at: '2026-01-15T09:00:40.000Z',
        type: 'recording.SegmentsKept',
        data: { from: '2026-01-15T09:00:10.000Z', to: '2026-01-15T09:00:40.000Z' },
      },
      { type: 'recording.SegmentsKept', data: { from: '2026-01-15T09:00:41.001Z', to: '2026-01-15T09:00:45.000Z' } },
      { type: 'recording.CallEnded' },
    ]);
  });

  it.each(['each', 'joined'])('reads the same page by page: segments %s', async (segments) => {
    const asked = `sessions/${SESSION}/timeline?segments=${segments}`;
    const whole = (await admin.get(asked)).body.items;

    const items: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: AdminReply = await admin.get(`${asked}&limit=1${cursor && `&cursor=${cursor}`}`);
      items.push(...body.items);
      cursor = body.nextCursor;
    }

    expect(items).toEqual(whole);
  });
});

it('lists who is and was in a call page by page, the last to join first, those we never saw join last', async () => {
  await insertSessions(admin.database, [{ session_id: SESSION }]);
  await admin.database.pool.query(
    `INSERT INTO session_participant (session_id, participant_id, user_id, is_in_lobby, joined_at, left_at) VALUES
     ('${SESSION}', 'p1', 'u1', false, '2026-01-15 09:00:00Z', '2026-01-15 09:05:00Z'),
     ('${SESSION}', 'p2', NULL, true, '2026-01-15 09:01:00Z', NULL),
     ('${SESSION}', 'p3', NULL, NULL, NULL, NULL)`,
  );

  const first = (await admin.get(`sessions/${SESSION}/participants?limit=2`)).body;
  const second = (await admin.get(`sessions/${SESSION}/participants?limit=2&cursor=${first.nextCursor}`)).body;

  expect(first.items.map(({ participantId }) => participantId)).toEqual(['p2', 'p1']);
  expect(first.items[1]).toEqual({
    participantId: 'p1',
    userId: 'u1',
    tenantId: null,
    identityKind: null,
    isInLobby: false,
    isMuted: null,
    seatDecision: null,
    seatTakenAt: null,
    seatFreedAt: null,
    joinedAt: '2026-01-15T09:00:00.000Z',
    leftAt: '2026-01-15T09:05:00.000Z',
  });
  expect(second).toMatchObject({ items: [{ participantId: 'p3' }], nextCursor: null });
});
