import { afterEach, beforeEach, expect, it } from 'vitest';
import { LeaseLost } from '@app/platform';
import type { Behaviour, PreparedReply } from '../../../test/support/http-server.js';
import { CALL, GraphDesk, within } from '../../../test/support/graph-desk.js';
import { AppTokenUnavailable } from './app-token.errors.js';
import type { AnswerRequest, CallRef, GraphExchange } from './graph-comms.client.js';

const ANSWER: AnswerRequest = {
  callbackUri: 'https://rec.contoso.com/api/calls/secret-key',
  acceptedModalities: ['audio'],
  mediaConfig: { kind: 'appHosted', blob: 'opaque-blob' },
  participantCapacity: 100,
  contentSharingNotifications: true,
};
const REDIRECT = { targets: [{ userId: 'u1' }], timeoutSeconds: null, callbackUri: ANSWER.callbackUri };

let desk: GraphDesk;
let heard: GraphExchange[];
let call: CallRef;
beforeEach(() => {
  heard = [];
  call = { ...CALL, heard: (exchange) => void heard.push(exchange) };
});
afterEach(() => desk.close());

/** Graph does these things in turn, and then says yes. */
async function graphDoes(...steps: (PreparedReply | 'reset' | 'hang')[]) {
  const behaviour: Behaviour = (_, response) => {
    const step = steps.shift() ?? { status: 202 };
    if (typeof step === 'object') return step;
    if (step === 'reset') response.socket?.resetAndDestroy();
    return undefined;
  };
  desk = await GraphDesk.open(behaviour);
  return desk.client();
}

const failing = (work: Promise<unknown>) => expect(work).rejects.toThrow();

it('tells of a request what was asked, what Graph replied, how long it took, and the ids that support asks for', async () => {
  const client = await graphDoes({ status: 202, headers: { 'request-id': 'r-1' } });
  const before = Date.now();

  const { clientRequestId } = await client.answer(call, ANSWER, within(4_000));

  const asked = { verb: 'answer', method: 'POST', path: '/communications/calls/{id}/answer', attempt: 1 };
  const reply = { status: 202, noReply: null, operation: null, code: null, subcode: null };
  const when = { sentAt: expect.any(Date) as Date, tookMs: expect.any(Number) as number };
  expect(heard).toEqual([{ ...asked, ...reply, ...when, requestId: 'r-1', clientRequestId }]);
  const [{ sentAt, tookMs }] = heard as [GraphExchange];
  expect(sentAt.getTime()).toBeGreaterThanOrEqual(before);
  expect(sentAt.getTime() + tookMs).toBeLessThanOrEqual(Date.now());
});

it.each<[string, PreparedReply | 'reset', Partial<GraphExchange>]>([
  ['a 429', { status: 429, body: { error: { code: 'TooManyRequests' } } }, { status: 429, code: 'TooManyRequests' }],
  ['a 503 of a gateway', { status: 503, body: '<html/>' }, { status: 503, code: null }],
  ['a reset', 'reset', { status: null, noReply: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/) as string }],
])('tells of %s and of the repeat, each by itself', async (_, step, told) => {
  const client = await graphDoes(step);

  await client.answer(call, ANSWER, within(4_000));

  expect(heard).toMatchObject([
    { attempt: 1, ...told },
    { attempt: 2, status: 202, noReply: null },
  ]);
  expect(heard[0]?.clientRequestId).not.toBe(heard[1]?.clientRequestId);
});

it('tells that no reply came in time, and how long it was waited for', async () => {
  const client = await graphDoes('hang');

  await failing(client.keepAlive(call, within(400)));

  expect(heard).toMatchObject([{ verb: 'keepAlive', status: null, noReply: 'timeout', code: null, requestId: null }]);
  expect(heard[0]?.tookMs).toBeGreaterThanOrEqual(300);
});

it('tells that nobody listened', async () => {
  const client = await graphDoes();
  await desk.server.close();

  await failing(client.keepAlive(call, within(300)));

  expect(new Set(heard.map(({ noReply }) => noReply))).toEqual(new Set(['ECONNREFUSED']));
});

it.each([
  [404, '8522'],
  [409, 'Conflict'],
  [403, '7504'],
])('tells of a %i with the code that Graph gives, and without its prose', async (status, code) => {
  const client = await graphDoes({ status, body: { error: { code, message: 'about Heidi, DiagCode: 1#2.@' } } });

  await failing(client.reject(call, { reason: 'busy', callbackUri: ANSWER.callbackUri }, within(4_000)));

  expect(heard).toMatchObject([{ verb: 'reject', status, code, attempt: 1 }]);
  expect(JSON.stringify(heard)).not.toContain('Heidi');
});

it('tells of a call that was gone when it was to be deleted, which is no failure', async () => {
  const client = await graphDoes({ status: 404, body: { error: { code: '8522' } } });

  await client.deleteCall(call, within(4_000));

  expect(heard).toMatchObject([{ verb: 'delete', method: 'DELETE', status: 404, code: '8522' }]);
});

it('tells how far an operation is, and its result, which may be a no although the status is a yes', async () => {
  const failed = { id: 'op', status: 'failed', resultInfo: { code: '400', subcode: 8506, message: 'Heidi' } };
  const client = await graphDoes(
    { status: 200, body: failed },
    { status: 200, body: { id: 'op', status: 'completed' } },
    { status: 204 },
  );

  await client.updateRecordingStatus(call, 'recording', within(4_000));
  await client.getOperation(call, 'op', within(4_000));
  await client.updateRecordingStatus(call, 'recording', within(4_000));

  expect(heard).toMatchObject([
    { verb: 'updateRecordingStatus', status: 200, operation: 'failed', code: '400', subcode: 8506 },
    { verb: 'getOperation', status: 200, operation: 'completed', code: null, subcode: null },
    { verb: 'updateRecordingStatus', status: 204, operation: 'unknown' },
  ]);
  expect(JSON.stringify(heard)).not.toContain('Heidi');
});

it('names every path as Graph documents it, and tells no id, token, blob or address', async () => {
  const client = await graphDoes(...Array.from({ length: 9 }, () => ({ status: 200, body: {} })));
  const deadline = within(8_000);

  await client.answer(call, ANSWER, deadline);
  await client.reject(call, { reason: 'none', callbackUri: ANSWER.callbackUri }, deadline);
  await client.redirect(call, REDIRECT, deadline);
  await client.updateRecordingStatus(call, 'recording', deadline);
  await client.getOperation(call, 'operation-1', deadline);
  await client.getCall(call, deadline);
  await client.keepAlive(call, deadline);
  await client.deleteCall(call, deadline);
  await client.listParticipants(call, deadline);

  expect(heard.map(({ verb, method, path }) => `${verb}: ${method} ${path}`)).toEqual([
    'answer: POST /communications/calls/{id}/answer',
    'reject: POST /communications/calls/{id}/reject',
    'redirect: POST /communications/calls/{id}/redirect',
    'updateRecordingStatus: POST /communications/calls/{id}/updateRecordingStatus',
    'getOperation: GET /communications/calls/{id}/operations/{id}',
    'getCall: GET /communications/calls/{id}',
    'keepAlive: POST /communications/calls/{id}/keepAlive',
    'delete: DELETE /communications/calls/{id}',
    'listParticipants: GET /communications/calls/{id}/participants',
  ]);
  expect(JSON.stringify(heard)).not.toMatch(/token-1|opaque-blob|secret-key|operation-1|contoso|u1"/);
  expect(JSON.stringify(heard)).not.toContain(call.graphCallId);
});

it('keeps nothing of what stands in the place of an id or a code and is none', async () => {
  const client = await graphDoes({
    status: 400,
    headers: { 'request-id': 'heidi@contoso.com' },
    body: { error: { code: 'Bearer of bad news\0' } },
  });

  await failing(client.answer(call, ANSWER, within(4_000)));

  expect(heard).toMatchObject([{ status: 400, code: null, requestId: null }]);
});

it('tells nothing where nothing was sent: without a token, or after the deadline', async () => {
  const client = await graphDoes();

  await failing(client.keepAlive(call, within(-1)));
  desk.tokens.failWith = new AppTokenUnavailable('refused', 'invalid_client', CALL.tenantId);
  await failing(client.keepAlive(call, within(1_000)));

  expect(heard).toEqual([]);
});

it('tells what was sent before another replica took the command over, and nothing after', async () => {
  const client = await graphDoes({ status: 503 });
  const confirm = () => (heard.length === 0 ? Promise.resolve() : Promise.reject(new LeaseLost()));

  await failing(client.keepAlive({ ...call, lease: { confirm } }, within(4_000)));

  expect(heard).toMatchObject([{ status: 503, attempt: 1 }]);
  expect(desk.server.requests).toHaveLength(1);
});
