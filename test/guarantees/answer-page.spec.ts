import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { TranscriptEntry } from '../support/simulator-client.js';
import { System, TENANT } from '../support/system.js';

/** The tenant in whose name example 3 of the page "call: answer" is printed. */
const PAGE_TENANT = '932899f8-2ea1-4604-8413-27bd2892079f';
const DIRECT_CALL = '57DAB8B1894C409AB240BD8BEAE78896';
const POLICY_CALL = 'e71f0300-9c1f-4d99-b5f4-2722e877d497';
const APP_HOSTED = '#microsoft.graph.appHostedMediaConfig';
const SERVICE_HOSTED = '#microsoft.graph.serviceHostedMediaConfig';
const PROMPT = { uri: 'https://cdn.contoso.com/beep.wav', resourceId: '1D6DE2D4-CD51-4309-8DAA-70768651088E' };

let system: System;
beforeAll(async () => {
  system = await System.start({ recorderEnv: { RECORDER_CALLS_TENANTS: `${TENANT},${PAGE_TENANT}` } });
});
afterAll(() => system.stop());

/** The notification as the page prints it. */
function printed(example: string): unknown {
  const text = readFileSync(`apps/graph-simulator/fixtures/answer-page-${example}.json`, 'utf8');
  return (JSON.parse(text) as { body: unknown }).body;
}

/** What Graph was sent as `answer` for a call; Graph knows nothing of the printed calls and says so. */
async function answerOf(callId: string): Promise<TranscriptEntry & { body: Record<string, unknown> }> {
  return eventually(async () => {
    const [answer] = await system.simulator.asked(callId, 'answer');
    expect(answer).toBeDefined();
    return answer as TranscriptEntry & { body: Record<string, unknown> };
  });
}

async function callbackUriOf(callId: string): Promise<string> {
  const [row] = await system.sql<{ call_key: string }>(
    'SELECT call_key FROM recording_session WHERE graph_call_id = $1',
    [callId],
  );
  return `${system.recorder.url}/api/calls/${row?.call_key}`;
}

/** Of equal rules the newest decides, so each test puts one of its own. */
async function answersDirectCalls(mediaKind: 'appHosted' | 'serviceHosted', policyId: string): Promise<void> {
  const media = { mediaKind, modalities: ['audio' as const], participantCapacity: null };
  const rest = mediaKind === 'serviceHosted' ? { prefetchPrompts: [PROMPT], contentSharingNotifications: false } : {};
  await system.admin.putPolicy(policyId, { name: policyId, match: 'direct', action: 'answer', ...media, ...rest });
}

describe('the calls of the page "call: answer", posted by hand as they are printed', () => {
  it('(3) a policy invite is answered with app-hosted media, room for 100 and a callback of its own', async () => {
    const token = await system.simulator.platformToken({ tenantId: PAGE_TENANT });

    const { status, body } = await system.recorder.post(printed('3-policy-recording'), token);

    expect({ status, body }).toEqual({ status: 202, body: '' });
    const answer = await answerOf(POLICY_CALL);
    expect(answer.schemaViolation).toBeUndefined();
    expect(answer.body).toMatchObject({
      callbackUri: await callbackUriOf(POLICY_CALL),
      acceptedModalities: ['audio'],
      participantCapacity: 100,
      mediaConfig: { '@odata.type': APP_HOSTED, blob: '(blanked)' },
      callOptions: { '@odata.type': '#microsoft.graph.incomingCallOptions', isContentSharingNotificationEnabled: true },
    });
    expect(system.mediaHost.sessions.has(POLICY_CALL)).toBe(true);
  });

  it('(1) a peer-to-peer call is answered with service-hosted media and its prompts, when a policy says so', async () => {
    await answersDirectCalls('serviceHosted', 'answer-with-service-hosted-media');
    const token = await system.simulator.platformToken();

    const { status } = await system.recorder.post(printed('1-peer-to-peer'), token);

    expect(status).toBe(202);
    const answer = await answerOf(DIRECT_CALL);
    expect(answer.schemaViolation).toBeUndefined();
    expect(answer.body).toMatchObject({
      callbackUri: await callbackUriOf(DIRECT_CALL),
      acceptedModalities: ['audio'],
      mediaConfig: { '@odata.type': SERVICE_HOSTED, preFetchMedia: [PROMPT] },
    });
  });
});

describe('the same calls, played to their end', () => {
  it('(1) is established with media that the service hosts, and no media host is asked', async () => {
    await answersDirectCalls('serviceHosted', 'service-hosted-again');

    const { callId } = await invite('answer-page-1-peer-to-peer', false);

    await established(callId);
    expect(await system.simulator.call(callId)).toMatchObject({ mediaKind: SERVICE_HOSTED, state: 'established' });
    expect(system.mediaHost.sessions.size).toBe(1);
    await endsWell(callId);
  });

  it.each([
    ['after establishing', false],
    ['before establishing', true],
  ])('(2) is established with app-hosted media, told %s', async (_when, establishedFirst) => {
    await answersDirectCalls('appHosted', 'app-hosted');

    const { callId } = await invite('answer-page-2-app-hosted', establishedFirst);

    await established(callId);
    expect(await system.simulator.call(callId)).toMatchObject({ mediaKind: APP_HOSTED, state: 'established' });
    expect(await system.admin.session(callId)).toMatchObject({ kind: 'direct', recordingStatus: 'notRecording' });
    expect((await system.simulator.asked(callId, 'updateRecordingStatus')).length).toBe(0);
    await endsWell(callId);
  });

  it('(2) with the screen shared and no longer shared, both are on record', async () => {
    await answersDirectCalls('appHosted', 'app-hosted-sharing');
    const runId = await system.simulator.play('voip-app-hosted', { seed: 4 });
    const { callIds } = await eventually(async () => {
      const run = await system.simulator.run(runId);
      expect(run.state, run.failure ?? '').toBe('played');
      return run;
    });

    await system.ended(callIds[0]!);
    const shared = (await system.admin.timeline(callIds[0]!)).filter(({ type }) => /ContentSharingChanged/.test(type));
    expect(shared.map(({ data }) => data)).toEqual([{ started: true }, { started: false }]);
  });
});

function invite(fixture: string, establishedFirst: boolean): Promise<{ callId: string }> {
  return system.simulator.invite({ kind: 'direct', fixture, establishedFirst });
}

async function established(callId: string): Promise<void> {
  await eventually(async () => expect((await system.admin.session(callId)).establishedAt).not.toBeNull());
}

async function endsWell(callId: string): Promise<void> {
  await system.simulator.end(callId);
  await system.ended(callId);
  const requests = await system.simulator.asked(callId);
  expect(requests.filter(({ schemaViolation }) => schemaViolation)).toEqual([]);
}
