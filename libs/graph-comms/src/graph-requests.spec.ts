import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { LeaseLost } from '@app/platform';
import type { Behaviour, PreparedReply } from '../../../test/support/http-server.js';
import { AppTokenUnavailable } from './app-token.errors.js';
import type { AnswerRequest } from './graph-comms.client.js';
import { GraphRequestFailed } from './graph-comms.errors.js';
import { CALL, GraphDesk, within } from '../../../test/support/graph-desk.js';

const ANSWER: AnswerRequest = {
  callbackUri: 'https://rec.contoso.com/api/calls/k',
  acceptedModalities: ['audio'],
  mediaConfig: { kind: 'appHosted', blob: 'opaque-blob' },
  participantCapacity: 100,
  contentSharingNotifications: true,
};
const REDIRECT = { targets: [{ userId: 'u1' }], timeoutSeconds: null, callbackUri: ANSWER.callbackUri };

let desk: GraphDesk;
afterEach(() => desk.close());

type Step = PreparedReply | 'reset' | 'hang';

/** Graph does these things in turn, and then says yes. */
async function graphDoes(...steps: Step[]): Promise<GraphDesk> {
  const behaviour: Behaviour = (_, response) => {
    const step = steps.shift() ?? { status: 202 };
    if (typeof step === 'object') return step;
    if (step === 'reset') response.socket?.resetAndDestroy();
    return undefined;
  };
  desk = await GraphDesk.open(behaviour);
  return desk;
}

async function failureOf(work: Promise<unknown>): Promise<GraphRequestFailed> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GraphRequestFailed);
  return error as GraphRequestFailed;
}

const sends = () => desk.server.requests.length;
const gone = { status: 404, body: { error: { code: '8522', message: 'Call not found.' } } };

it.each<[string, Step]>([
  ['500', { status: 500 }],
  ['503 with HTML', { status: 503, body: '<html/>' }],
  ['429 without Retry-After', { status: 429 }],
  ['429 with a short Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
  ['a reset connection', 'reset'],
])('repeats answer, reject and redirect after %s', async (_, step) => {
  const client = (await graphDoes(step, { status: 202 }, step, { status: 202 }, step)).client();

  expect(await client.answer(CALL, ANSWER, within(4_000))).toMatchObject({ status: 202, attempts: 2 });
  await client.reject(CALL, { reason: 'busy', callbackUri: ANSWER.callbackUri }, within(4_000));
  await client.redirect(CALL, REDIRECT, within(4_000));

  expect(sends()).toBe(6);
});

it.each<[string, PreparedReply]>([
  ['503', { status: 503 }],
  ['429', { status: 429 }],
  ['429 with Retry-After: 0', { status: 429, headers: { 'retry-after': '0' } }],
])('asks again for an answer that Graph said it did not carry out, several times: %s', async (_, reply) => {
  await graphDoes(reply, reply, reply, reply);

  expect(await desk.client().answer(CALL, ANSWER, within(4_300))).toMatchObject({ status: 202, attempts: 5 });
});

it('gives up an answer that Graph refuses to carry out for lack of time only, and says why', async () => {
  await graphDoes(...Array.from({ length: 50 }, () => ({ status: 503 })));
  const deadline = within(1_500);

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, deadline));

  expect(failure).toMatchObject({ category: 'retry', details: { status: 503, outcomeUnknown: false } });
  expect(Date.now()).toBeLessThanOrEqual(deadline.getTime());
  expect(sends()).toBeGreaterThan(3);
  expect(sends()).toBeLessThan(12);
});

it('does not send an answer again once nobody waits for it', async () => {
  await graphDoes('reset');

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(4_000), () => Promise.resolve(false)));

  expect(failure.details).toMatchObject({ attempts: 1, outcomeUnknown: true });
  expect(sends()).toBe(1);
});

it('does not repeat an answer twice that may have been carried out', async () => {
  await graphDoes({ status: 500 }, { status: 500 });

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(4_000)));

  expect(failure).toMatchObject({ category: 'retry', details: { status: 500, attempts: 2, outcomeUnknown: true } });
  expect(sends()).toBe(2);
});

it('does not repeat an answer with less than a second and a half to go', async () => {
  await graphDoes('reset');

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(1_400)));

  expect(failure).toMatchObject({ category: 'retry', details: { status: null, attempts: 1, outcomeUnknown: true } });
  expect(sends()).toBe(1);
});

it.each([400, 403, 404, 409])('does not repeat anything after %i', async (status) => {
  const client = (await graphDoes({ status }, { status }, { status })).client();

  await failureOf(client.answer(CALL, ANSWER, within(4_000)));
  await failureOf(client.keepAlive(CALL, within(4_000)));
  await failureOf(client.updateRecordingStatus(CALL, 'failed', within(4_000)));

  expect(sends()).toBe(3);
});

it('does not sleep on a Retry-After beyond the deadline, but says how long it is', async () => {
  const reply = { status: 429, headers: { 'retry-after': '5', 'request-id': 'r-9' } };
  const client = (await graphDoes(reply, reply)).client();
  const startedAt = performance.now();

  const answer = await failureOf(client.answer(CALL, ANSWER, within(4_000)));
  const keepAlive = await failureOf(client.keepAlive(CALL, within(4_000)));

  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(answer).toMatchObject({
    category: 'throttled',
    details: { retryAfterMs: 5_000, requestId: 'r-9', attempts: 1 },
  });
  expect(keepAlive.category).toBe('throttled');
});

it('waits as long as an HTTP date says', async () => {
  const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 1_000);
  await graphDoes({ status: 429, headers: { 'retry-after': at.toUTCString() } });

  await desk.client().keepAlive(CALL, within(5_000));

  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime() - 5);
});

it('repeats what only sets a state until Graph says yes', async () => {
  await graphDoes({ status: 500 }, 'reset', { status: 503 }, { status: 200, body: { id: 'op', status: 'completed' } });

  const reply = await desk.client().updateRecordingStatus(CALL, 'recording', within(10_000));

  expect(reply).toMatchObject({ attempts: 4, operation: { status: 'completed' } });
});

it('sends every report of a recording status under a context of its own, repeats included', async () => {
  await graphDoes({ status: 503 }, 'reset', { status: 200, body: { id: 'op', status: 'completed' } });

  await desk.client().updateRecordingStatus(CALL, 'recording', within(10_000));

  const contexts = desk.server.requests.map(
    ({ body }) => (JSON.parse(body) as { clientContext: string }).clientContext,
  );
  expect(new Set(contexts).size).toBe(3);
});

it('stops at the deadline', async () => {
  await graphDoes(...Array.from({ length: 50 }, () => ({ status: 503 })));
  const deadline = within(900);

  const failure = await failureOf(desk.client().keepAlive(CALL, deadline));

  expect(Date.now()).toBeLessThanOrEqual(deadline.getTime() + 500);
  expect(failure).toMatchObject({ category: 'retry', details: { status: 503, outcomeUnknown: false } });
  expect(sends()).toBeGreaterThan(1);
});

it('sends nothing when the deadline has passed', async () => {
  await graphDoes();

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(-1)));

  expect(failure).toMatchObject({ category: 'retry', details: { code: 'deadline', outcomeUnknown: false } });
  expect(sends()).toBe(0);
});

it('gives up a silent connection in time for one more try', { retry: 2 }, async () => {
  await graphDoes('hang');

  const reply = await desk.client().answer(CALL, ANSWER, within(4_400));

  expect(reply.attempts).toBe(2);
  expect(reply.durationMs).toBeLessThan(4_000);
});

it('does not call the invite lost for certain when the first answer may have arrived', async () => {
  await graphDoes('reset', gone);

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(4_000)));

  expect(failure).toMatchObject({ category: 'gone', details: { code: '8522', attempts: 2, outcomeUnknown: true } });
});

it.each([
  [502, true],
  [504, true],
  [500, true],
  [503, false],
  [429, false],
])('after a %i followed by 8522 the outcome is unknown: %s', async (status, outcomeUnknown) => {
  await graphDoes({ status }, gone);

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(4_000)));

  expect(failure).toMatchObject({ category: 'gone', details: { outcomeUnknown } });
});

it('knows for certain that nothing arrived where nobody listens', async () => {
  await graphDoes();
  await desk.server.close();

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(2_000)));

  expect(failure).toMatchObject({
    category: 'retry',
    details: { status: null, code: 'ECONNREFUSED', outcomeUnknown: false },
  });
  expect(failure.details.attempts).toBeGreaterThan(2);
});

it('drops a token that Graph refuses and tries once with a new one', async () => {
  const refused = { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'expired' } } };
  await graphDoes(refused, { status: 202 }, refused, refused);

  expect(await desk.client().answer(CALL, ANSWER, within(4_000))).toMatchObject({ status: 202, attempts: 2 });
  const again = await failureOf(desk.client().answer(CALL, ANSWER, within(4_000)));

  expect(desk.server.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-2',
    'Bearer token-3',
  ]);
  expect(desk.tokens.forgotten).toEqual(['token-1', 'token-2']);
  expect(again).toMatchObject({ category: 'refused', details: { status: 401, code: 'InvalidAuthenticationToken' } });
});

it.each([
  ['refused', 'invalid_client', 1, 1],
  ['retry', 'network_error', 2, 15],
] as const)('passes on that there is no token: %s', async (category, code, least, most) => {
  await graphDoes();
  desk.tokens.failWith = new AppTokenUnavailable(category, code, CALL.tenantId);

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, within(4_000)));

  expect(failure).toMatchObject({ category, details: { code: `token.${code}`, status: null, outcomeUnknown: false } });
  expect(desk.tokens.asked.length).toBeGreaterThanOrEqual(least);
  expect(desk.tokens.asked.length).toBeLessThanOrEqual(most);
  expect(sends()).toBe(0);
});

it('does not wait for a token beyond the deadline', async () => {
  await graphDoes();
  desk.tokens.get = () => sleep(5_000, 'late', { ref: false });
  const deadline = within(300);

  const failure = await failureOf(desk.client().answer(CALL, ANSWER, deadline));

  expect(Date.now()).toBeLessThanOrEqual(deadline.getTime() + 2_000);
  expect(failure.details.code).toBe('token.late');
});

it('logs every request with the ids that support asks for, and nothing else', async () => {
  await graphDoes({ status: 503, headers: { 'request-id': 'r-1' }, body: { error: { code: 'x', message: 'secret' } } });

  await desk.client().answer(CALL, ANSWER, within(4_000));

  const [failed, answered] = desk.log.lines;
  const ids = { verb: 'answer', callId: CALL.graphCallId, tenantId: CALL.tenantId, scenarioId: CALL.callChainId };
  expect(failed).toMatchObject({ level: 'warn', fields: { ...ids, status: 503, requestId: 'r-1', code: 'x' } });
  expect(answered).toMatchObject({ level: 'info', fields: { ...ids, status: 202, attempts: 2 } });
  expect(JSON.stringify(desk.log.lines)).not.toMatch(/token-1|opaque-blob|secret/);
});

it.each(['the first request', 'a repeat'])('does not send %s once another replica has the command', async (which) => {
  const client = (await graphDoes({ status: 503 }, { status: 503 })).client();
  let confirmed = 0;
  const lease = {
    confirm: () =>
      (confirmed += 1) > (which === 'a repeat' ? 1 : 0) ? Promise.reject(new LeaseLost()) : Promise.resolve(),
  };

  await expect(client.answer({ ...CALL, lease }, ANSWER, within(4_000))).rejects.toBeInstanceOf(LeaseLost);

  expect(sends()).toBe(which === 'a repeat' ? 1 : 0);
});
