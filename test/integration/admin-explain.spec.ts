import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explanation, type Explanation } from '@app/contracts';
import { OTHER_TENANT, startAdminApp, type AdminApp } from '../support/admin-app.js';
import { insertSeat, insertSessions } from '../support/sessions.js';

const SESSION = '99999999-9999-4999-8999-999999999999';
const CALL = 'cdcdcdcd-1111-4111-8111-111111111111';
const USER = 'abababab-1111-4111-8111-111111111111';
const OTHER_USER = 'efefefef-1111-4111-8111-111111111111';
const RECORDER = '12121212-1111-4111-8111-111111111111';
const POLICY = { name: 'Sales EMEA', match: 'exact', policyIdentifier: 'Sales', action: 'record' };

const at = (ms: number) => new Date(Date.UTC(2026, 0, 15, 9, 0, 0, ms));
const minute = (number: number) => at(number * 60_000);

let admin: AdminApp;
beforeAll(async () => (admin = await startAdminApp()));
afterAll(() => admin.close());
beforeEach(() => admin.empty());

/** What the API answers, which is what its contract says and nothing more. */
async function explain(query: string, token?: string): Promise<Explanation> {
  const { status, body } = await admin.get(`explain?${query}`, token);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(explanation.parse(body)).toEqual(body);
  return body as unknown as Explanation;
}

const insert = (session: object, callId = CALL) =>
  insertSessions(admin.database, [
    {
      ...{ session_id: SESSION, call_id: callId, observed_user_id: USER, policy_name: 'Sales', received_at: at(0) },
      ...session,
    },
  ]);

async function happened(...events: [type: string, at: Date, data?: object][]): Promise<void> {
  for (const [type, time, data = {}] of events)
    await admin.database.pool.query(
      `INSERT INTO session_event (session_id, type, at, cause, data) VALUES ($1, $2, $3, 'recorder', $4)`,
      [SESSION, `recording.${type}`, time, data],
    );
}

const up = (from: Date, until: Date) =>
  admin.database.pool.query('INSERT INTO recorder_uptime (recorder_id, up_from, up_until) VALUES ($1, $2, $3)', [
    RECORDER,
    from,
    until,
  ]);

describe('a call', () => {
  const decision = { action: 'record', reason: 'exactPolicy', ruleId: 'sales', ruleVersion: 2, flags: [] };

  it('that was recorded is explained from its invitation to its end, in sentences and stages', async () => {
    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, POLICY);
    await insert({
      ...{ decision, response: 'answered', responded_at: at(700), established_at: at(900), media_host_id: 'mh-1' },
      ...{ recording_started_at: at(1_200), recording_stopped_at: at(60_000), call_state: 'terminated' },
      ...{ ended_at: at(60_000), end_reason: { by: 'teams', code: 200, subcode: 5002, message: null } },
    });
    await happened(
      ['InvitationReceived', at(0), { respondBy: at(4_500), verifiedAt: at(3) }],
      ['CallDecided', at(20), { ...decision, rejectReason: null, takenUpAt: at(12) }],
      ['MediaPrepared', at(312), { mediaHostId: 'mh-1', reservedAt: at(60), blobAt: at(300) }],
      ['GraphAsked', at(312), { verb: 'answer', status: 202, noReply: null, tookMs: 388 }],
      ['CallAnswered', at(700), { requestId: 'r1', durationMs: 380, attempts: 1 }],
      ['KeepingStarted', at(1_250), { permitId: 'permit', since: null }],
      ['CallEnded', at(60_000)],
    );

    const { verdict, searched, calls, uptime } = await explain(`callId=${CALL.toUpperCase().replaceAll('-', '')}`);

    expect({ verdict, searched, uptime }).toEqual({ verdict: 'recorded', searched: null, uptime: null });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      part: null,
      rule: { ruleId: 'sales', version: 2, name: 'Sales EMEA', reason: 'exactPolicy' },
      codes: [{ code: '200/5002', meaning: 'everyone else left', severity: 'info', known: true }],
      session: { id: SESSION, callId: CALL },
    });
    expect(calls[0]?.stages.map(({ stage, ms }) => [stage, ms])).toEqual([
      ['verified', 3],
      ['stored', 12],
      ['decided', 20],
      ['reserved', 60],
      ['blob', 300],
      ['sent', 312],
      ['accepted', 700],
    ]);
    expect(calls[0]?.sentences).toEqual([
      `Teams invited the recorder to call ${CALL} at 2026-01-15 09:00:00.000 UTC, under policy 'Sales', ` +
        `for user ${USER}.`,
      "Policy 'Sales EMEA' (sales, version 2) decided to record: it names exactly this policy.",
      'The response left after 312 ms: token verified 3 ms, stored 9 ms, decided 8 ms, ' +
        'room at a media host reserved 40 ms, its blob received 240 ms, sent 12 ms.',
      'Teams accepted the answer at 09:00:00.700 UTC, 700 ms after the invitation (request r1).',
      'Graph replied 202 after 388 ms.',
      'The call was up at 09:00:00.900 UTC.',
      'Recording was reported, and confirmed by Graph, at 09:00:01.200 UTC.',
      'Media host mh-1 kept media from 09:00:01.250 UTC on.',
      'Recording stopped at 09:01:00.000 UTC.',
      'The call ended at 09:01:00.000 UTC: everyone else left (200/5002).',
    ]);
  });

  it('that was declined names the rule, retired since, and what Teams was told', async () => {
    await admin.call('PUT', '/admin/v1/policies/sales', admin.operator, { ...POLICY, action: 'decline' });
    await admin.call('DELETE', '/admin/v1/policies/sales', admin.operator);
    await insert({ decision: { ...decision, action: 'decline' }, response: 'rejected', responded_at: at(50) });
    await happened(
      ['CallDecided', at(20), { ...decision, action: 'decline', rejectReason: 'busy' }],
      ['CallRejected', at(50), { reason: 'busy' }],
    );

    const { verdict, calls } = await explain(`callId=${CALL}`);

    expect(verdict).toBe('declined');
    expect(calls[0]?.sentences.slice(1, 4)).toEqual([
      "Policy 'Sales EMEA' (sales, version 2) decided to decline as busy: it names exactly this policy.",
      'It was decided after 20 ms.',
      'Teams was told that it is declined as busy at 09:00:00.050 UTC, 50 ms after the invitation.',
    ]);
  });

  it('that was redirected is told without whom it went to', async () => {
    const targets = [{ phoneNumber: '+14255550123' }];
    const redirect = { action: 'redirect', reason: 'directCall', ruleId: 'desk', flags: [], targets };
    await insert({ kind: 'direct', decision: redirect, response: 'redirected', responded_at: at(50) });
    await happened(['CallRedirected', at(50), { timeoutSeconds: null }]);

    const answer = await explain(`callId=${CALL}`);

    expect(answer.verdict).toBe('redirected');
    expect(answer.calls[0]?.sentences.at(-1)).toBe(
      'Teams was told to redirect it at 09:00:00.050 UTC, 50 ms after the invitation.',
    );
    expect(JSON.stringify(answer)).not.toContain('4255550123');
  });

  it.each([
    ['missed', 'callGone', '8522', 'Graph no longer had the call when it was to be told: Graph knows no such call'],
    ['answerRefused', 'graphRefused', '7504', 'Graph refused what it was told: the tenant has not consented'],
    ['missed', 'noToken', 'token.invalid_client', 'Nothing could be said to Graph: the identity platform gave no'],
    ['missed', 'deadlinePassed', null, 'The time for an answer was up: it had been sent, and Graph had not'],
  ])('that got no answer in time is %s, and says why: %s', async (verdict, cause, code, why) => {
    await insert({
      ...{ decision, response: 'missed', missed: { stage: 'sent', cause, code }, call_state: 'terminated' },
      ...{ ended_at: at(4_600), end_reason: { by: 'missed', code: null, subcode: null, message: null } },
    });
    await happened(['ResponseMissed', at(4_600), { stage: 'sent', cause, code }]);

    const { verdict: told, calls } = await explain(`callId=${CALL}`);

    expect(told).toBe(verdict);
    expect(calls[0]?.sentences.join('\n')).toContain(why);
    expect(calls[0]?.sentences).toContain('It is on record as missed since 09:00:04.600 UTC.');
    expect(calls[0]?.codes.map((each) => each.code)).toEqual(code === null ? [] : [code]);
  });

  it('of nobody we know is told to be unknown, with what Teams said of it all the same', async () => {
    await admin.database.pool.query(
      `INSERT INTO notification_log (received_at, tenant_id, call_id, kind, body)
       VALUES ($1, $2, $3, 'callUpdated', '{}'), ($1, $2, $3, 'roster', '{}')`,
      [at(0), OTHER_TENANT, CALL],
    );

    const answer = await explain(`callId=${CALL}`);

    expect(answer).toMatchObject({ verdict: 'neverInvited', searched: null, calls: [], uptime: null });
    expect(answer.sentences.slice(0, 2)).toEqual([
      `No invitation to call ${CALL} is on record.`,
      'Teams spoke of it all the same (callUpdated, roster), 2 times from 2026-01-15 09:00:00.000 UTC to ' +
        '2026-01-15 09:00:00.000 UTC: nothing followed from that.',
    ]);
    expect((await explain('callId=nobody')).sentences[1]).toBe('Nor is any other notification about it.');
  });
});

describe('a user', () => {
  const about = (time: Date, user = USER) => `user=${user}&at=${time.toISOString()}`;

  it('is told of the calls from five minutes before a time to two after, the nearest first', async () => {
    const call = (callId: string, minutes: number) => ({
      ...{ call_id: callId, observed_user_id: USER, received_at: minute(minutes) },
    });
    await insertSessions(admin.database, [call('early', -6), call('before', -4), call('after', 1), call('late', 3)]);

    const { calls, sentences, searched } = await explain(about(minute(0), USER.toUpperCase()));

    expect(calls.map(({ part, session }) => [part, session.callId])).toEqual([
      ['observed', 'after'],
      ['observed', 'before'],
    ]);
    expect(searched).toEqual({ from: '2026-01-15T08:55:00.000Z', to: '2026-01-15T09:02:00.000Z' });
    expect(sentences[0]).toContain('had a part in 2 calls between 2026-01-15 08:55:00.000 UTC');
  });

  it('is told of five calls at most', async () => {
    const calls = Array.from({ length: 7 }, (_, i) => ({ observed_user_id: USER, received_at: at(i) }));
    await insertSessions(admin.database, calls);

    expect((await explain(about(minute(0)))).calls).toHaveLength(5);
  });

  it('is found as the other side, as whom a call was made for, and in a seat of a meeting that had begun', async () => {
    const otherSide = { id: USER, participantId: null, tenantId: null, participationMethod: null };
    const boss = { kind: 'user', id: USER, tenantId: null };
    await insertSessions(admin.database, [
      { call_id: 'other-side', observed_user_id: OTHER_USER, other_side_user: otherSide, received_at: at(1) },
      { call_id: 'on-behalf', observed_user_id: OTHER_USER, on_behalf_of: boss, received_at: at(2) },
    ]);
    await insert({ observed_user_id: OTHER_USER, received_at: minute(-60) }, 'meeting');
    await insertSeat(admin.database, SESSION, { number: 2, participantId: 'p2', takenAt: at(3), freedAt: null });
    await admin.database.pool.query('UPDATE seat SET user_id = $1', [USER]);

    const { calls } = await explain(about(at(0)));

    expect(calls.map(({ part, session }) => [part, session.callId])).toEqual([
      ['otherSide', 'other-side'],
      ['onBehalfOf', 'on-behalf'],
      ['seated', 'meeting'],
    ]);
    expect(calls[2]?.sentences[1]).toBe('The user asked about joined it at 09:00:00.003 UTC, to be recorded as well.');
  });

  it('whom nobody invited us for is told that the service was up, and when they were last recorded', async () => {
    await up(minute(-30), minute(30));
    await insert({ received_at: minute(-20) });

    const answer = await explain(about(minute(0)));

    expect(answer).toMatchObject({ verdict: 'neverInvited', calls: [] });
    expect(answer.uptime).toEqual({
      up: [{ from: '2026-01-15T08:55:00.000Z', to: '2026-01-15T09:02:00.000Z' }],
      gaps: [],
      notedSince: '2026-01-15T08:30:00.000Z',
    });
    expect(answer.sentences).toEqual([
      `No invitation for user ${USER} reached us between 2026-01-15 08:55:00.000 UTC and 2026-01-15 09:02:00.000 UTC.`,
      'In that time the service was up: at least one recorder could take invitations.',
      'What is refused at the door, for its token or as too much, is in the log and in the metrics only.',
      `The last one before that came at 2026-01-15 08:40:00.000 UTC (call ${CALL}).`,
    ]);
  });

  it('whom nobody invited us for is told when no recorder was up', async () => {
    await up(minute(-30), minute(-1));
    await up(minute(1), minute(30));

    const { uptime, sentences } = await explain(about(minute(0)));

    expect(uptime?.gaps).toEqual([{ from: '2026-01-15T08:59:00.000Z', to: '2026-01-15T09:01:00.000Z' }]);
    expect(sentences[1]).toBe(
      'No recorder is known to have been up from 2026-01-15 08:59:00.000 UTC to 2026-01-15 09:01:00.000 UTC; ' +
        'in the rest of that time the service was up.',
    );
  });

  it('is asked about now when no time is given, and nobody knows what comes', async () => {
    const now = admin.clock.now().getTime();
    await up(new Date(now - 3_600_000), new Date(now - 4_000));
    const searched = { from: new Date(now - 300_000).toISOString(), to: new Date(now).toISOString() };

    for (const query of [`user=${USER}`, about(new Date(now + 3_600_000))])
      expect(await explain(query)).toMatchObject({ searched, uptime: { up: [searched], gaps: [] } });
  });
});

describe('another tenant', () => {
  it('is told of its own calls, and of others what it is told of none', async () => {
    await insert({});
    await insertSessions(admin.database, [
      { call_id: 'theirs', tenant_id: OTHER_TENANT, observed_user_id: USER, received_at: at(5) },
    ]);
    const query = `user=${USER}&at=${at(0).toISOString()}`;
    const callsOf = async (token?: string) => (await explain(query, token)).calls.map(({ session }) => session.callId);

    expect(await callsOf()).toEqual([CALL, 'theirs']);
    expect(await callsOf(admin.otherReader)).toEqual(['theirs']);
    const [others, nobodys] = [await explain(`callId=${CALL}`, admin.otherReader), await explain('callId=nobodys')];
    expect(others).toMatchObject({ verdict: nobodys.verdict, calls: [] });
    expect(others.sentences[0]).toBe(`No invitation of your tenant to call ${CALL} is on record.`);
  });

  it('is not told when somebody else was last invited', async () => {
    await insert({ received_at: minute(-20) });

    const { sentences } = await explain(`user=${USER}&at=${at(0).toISOString()}`, admin.otherReader);

    expect(sentences.join('\n')).not.toContain(CALL);
  });
});
