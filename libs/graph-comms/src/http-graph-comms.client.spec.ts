import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PreparedReply } from '../../../test/support/http-server.js';
import { CALL, GraphDesk, within } from '../../../test/support/graph-desk.js';

type Json = Record<string, unknown>;
const fixture = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/fixtures/graph/${path}.json`, import.meta.url), 'utf8')) as Json;
const publishedBody = (name: string) => fixture(`corpus/graph-request/${name}`).body as Json;
const BASE = `/v1.0/communications/calls/${CALL.graphCallId}`;

let desk: GraphDesk;
let replies: PreparedReply[];

beforeEach(async () => {
  replies = [];
  desk = await GraphDesk.open(() => replies.shift() ?? { status: 202 });
});

afterEach(() => desk.close());

function sent(at = 0) {
  const { method, url, headers, body } = desk.server.requests[at]!;
  return { method, url, headers, body: body === '' ? null : (JSON.parse(body) as Json) };
}

it('answers a policy invite with the documented body, to the letter', async () => {
  const example = fixture('examples/20-answer-request');
  const { blob } = example.mediaConfig as { blob: string };

  const reply = await desk.client().answer(
    CALL,
    {
      callbackUri: example.callbackUri as string,
      acceptedModalities: ['audio', 'video', 'videoBasedScreenSharing'],
      mediaConfig: { kind: 'appHosted', blob },
      participantCapacity: 100,
      contentSharingNotifications: true,
    },
    within(4_000),
  );

  expect(sent()).toMatchObject({ method: 'POST', url: `${BASE}/answer`, body: example });
  expect(Object.keys(sent().body!)).toEqual(Object.keys(example));
  expect(reply).toMatchObject({ status: 202, attempts: 1 });
});

it('says the same as the page of `answer` for a group call, and declines delta rosters', async () => {
  const page = publishedBody('docs-answer-pbr-capacity');
  const { blob } = page.mediaConfig as { blob: string };

  await desk.client().answer(
    CALL,
    {
      callbackUri: 'callbackUri-value',
      acceptedModalities: ['audio'],
      mediaConfig: { kind: 'appHosted', blob },
      participantCapacity: 200,
      contentSharingNotifications: true,
    },
    within(4_000),
  );

  const callOptions = { ...(page.callOptions as Json), isDeltaRosterEnabled: false };
  expect(sent().body).toEqual({ ...page, callOptions });
});

it('answers with service-hosted media and prompts fetched ahead, and no capacity where there is none', async () => {
  const page = publishedBody('docs-answer-servicehosted');
  const { preFetchMedia } = page.mediaConfig as { preFetchMedia: { uri: string; resourceId: string }[] };

  await desk.client().answer(
    CALL,
    {
      callbackUri: 'https://bot.contoso.com/api/calls',
      acceptedModalities: ['audio'],
      mediaConfig: { kind: 'serviceHosted', preFetchMedia },
      participantCapacity: null,
      contentSharingNotifications: false,
    },
    within(4_000),
  );

  expect(sent().body).toEqual({
    ...page,
    callOptions: {
      '@odata.type': '#microsoft.graph.incomingCallOptions',
      isContentSharingNotificationEnabled: false,
      isDeltaRosterEnabled: false,
    },
  });
});

it('rejects with the reason in lower case, and a place for the end to go', async () => {
  const example = fixture('examples/21-reject-request');

  await desk.client().reject(CALL, { reason: 'busy', callbackUri: example.callbackUri as string }, within(4_000));

  expect(sent()).toMatchObject({ method: 'POST', url: `${BASE}/reject` });
  expect(sent().body).toEqual(example);
});

it('redirects to people, applications and phones in the form of the page', async () => {
  const page = publishedBody('docs-redirect');
  const [target] = page.targets as { identity: Json }[];
  const identity = (id: string) => ({ '@odata.type': '#microsoft.graph.identity', id });
  const inPlaceOf = (member: Json) => ({
    ...target,
    identity: { '@odata.type': target!.identity['@odata.type'], ...member },
  });

  await desk.client().redirect(
    CALL,
    {
      targets: [{ userId: 'u1' }, { applicationInstanceId: 'a1' }, { phoneNumber: '+12025550123' }],
      timeoutSeconds: 60,
      callbackUri: page.callbackUri as string,
    },
    within(4_000),
  );

  expect(sent()).toMatchObject({ method: 'POST', url: `${BASE}/redirect` });
  expect(sent().body).toEqual({
    callbackUri: page.callbackUri,
    timeout: 60,
    targets: [
      inPlaceOf({ user: identity('u1') }),
      inPlaceOf({ applicationInstance: identity('a1') }),
      inPlaceOf({ phone: identity('+12025550123') }),
    ],
  });
});

it('leaves the time-out of a redirect to Graph when none is set', async () => {
  const request = { targets: [{ userId: 'u1' }], timeoutSeconds: null, callbackUri: 'https://r.example/c' };

  await desk.client().redirect(CALL, request, within(4_000));

  expect(sent().body).not.toHaveProperty('timeout');
});

it('reports the recording status and reads the operation', async () => {
  const example = fixture('examples/22-update-recording-status-request');
  const response = fixture('examples/23-update-recording-status-response');
  replies.push({ status: 200, headers: { 'request-id': 'r-1' }, body: response });

  const reply = await desk.client().updateRecordingStatus(CALL, 'recording', within(4_000));

  expect(sent()).toMatchObject({ method: 'POST', url: `${BASE}/updateRecordingStatus` });
  const { clientContext } = sent().body as { clientContext: string };
  expect(clientContext).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent().body).toEqual({ ...example, clientContext });
  expect(reply).toMatchObject({
    status: 200,
    requestId: 'r-1',
    operation: { operationId: response.id, status: 'completed', resultInfo: null },
  });
});

it.each([
  ['Completed', { status: 'completed', resultInfo: null }, {}],
  ['running', { status: 'running', resultInfo: null }, {}],
  ['later', { status: 'unknown', resultInfo: null }, {}],
  [
    'failed',
    { status: 'failed', resultInfo: { code: 400, subcode: 8506, message: 'no' } },
    { resultInfo: { code: '400', subcode: 8506, message: 'no' } },
  ],
])('reads an operation that is %s', async (status, expected, more) => {
  replies.push({ status: 200, body: { id: 'op-1', status, ...more } });

  const operation = await desk.client().getOperation(CALL, 'op/1', within(4_000));

  expect(sent()).toMatchObject({ method: 'GET', url: `${BASE}/operations/op%2F1`, body: null });
  expect(operation).toEqual({ operationId: 'op-1', ...expected });
});

it('does not take a recording status without a body for success', async () => {
  replies.push({ status: 204 });

  const { operation } = await desk.client().updateRecordingStatus(CALL, 'recording', within(4_000));

  expect(operation).toEqual({ operationId: null, status: 'unknown', resultInfo: null });
});

it.each([200, 202, 204])('takes %i for success of every action', async (status) => {
  replies.push({ status }, { status });

  expect(await desk.client().keepAlive(CALL, within(4_000))).toMatchObject({ status });
  expect(await desk.client().deleteCall(CALL, within(4_000))).toMatchObject({ status });
  expect(sent(0)).toMatchObject({ method: 'POST', url: `${BASE}/keepAlive`, body: null });
  expect(sent(1)).toMatchObject({ method: 'DELETE', url: BASE, body: null });
});

it('reads how far a call is, and nothing into what Graph leaves null or out', async () => {
  replies.push({ status: 200, body: fixture('examples/27-get-call-response') }, { status: 204 });
  const client = desk.client();

  const known = await client.getCall(CALL, within(4_000));
  const silent = await client.getCall(CALL, within(4_000));

  expect(sent(0)).toMatchObject({ method: 'GET', url: BASE, body: null });
  expect(known).toMatchObject({ state: 'established', resultInfo: null, botData: null, chatInfo: { messageId: '0' } });
  expect(silent).toMatchObject({ state: null, chatInfo: null });
});

it('takes a call that is gone already for deleted', async () => {
  replies.push({ status: 404, body: fixture('examples/30-error-call-not-found') });

  expect(await desk.client().deleteCall(CALL, within(4_000))).toMatchObject({ status: 404, attempts: 1 });
});

it('lists participants page by page, without names, and never takes its token elsewhere', async () => {
  const list = fixture('examples/28-list-participants-response');
  const [first, ...rest] = list.value as Json[];
  replies.push(
    { status: 200, body: { value: [first], '@odata.nextLink': `${desk.server.url}${BASE}/participants?$skip=1` } },
    { status: 200, body: { value: rest, '@odata.nextLink': 'https://elsewhere.example/v1.0/participants' } },
  );

  const roster = await desk.client().listParticipants(CALL, within(4_000));

  expect(desk.server.requests.map(({ url }) => url)).toEqual([`${BASE}/participants`, `${BASE}/participants?$skip=1`]);
  expect(roster.participants.map(({ participantId, recordingStatus }) => [participantId, recordingStatus])).toEqual([
    ['c3d4e5f6-6666-4071-8293-c4d5e6f70819', null],
    ['d4e5f607-7777-4182-8394-d5e6f708192a', null],
    ['e5f60718-8888-4293-84a5-e6f708192a3b', 'recording'],
  ]);
  expect(JSON.stringify(roster)).not.toContain('Heidi');
});

it('says who asks and about which call, with an id of its own for every request', async () => {
  const client = desk.client('beta');
  const call = { ...CALL, graphCallId: 'a/b?c#d e' };

  const first = await client.keepAlive(call, within(4_000));
  await client.keepAlive({ ...call, callChainId: null }, within(4_000));
  await client.keepAlive({ ...call, callChainId: 'two\r\nlines' }, within(4_000));

  expect(sent().url).toBe('/beta/communications/calls/a%2Fb%3Fc%23d%20e/keepAlive');
  expect(sent().headers).toMatchObject({
    authorization: 'Bearer token-1',
    'client-request-id': first.clientRequestId,
    'scenario-id': CALL.callChainId,
  });
  expect(new Set([0, 1, 2].map((at) => sent(at).headers['client-request-id'])).size).toBe(3);
  expect([sent(1), sent(2)].map(({ headers }) => headers['scenario-id'])).toEqual([undefined, undefined]);
  expect(desk.tokens.asked[0]).toBe(`${desk.server.url} ${CALL.tenantId}`);
});
