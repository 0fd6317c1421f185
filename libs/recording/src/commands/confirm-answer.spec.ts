import { expect, it } from 'vitest';
import type { GraphCommsClient, GraphReply } from '@app/graph-comms';
import { after, answered, sent } from '../recording-session.fixture.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import { ConfirmAnswer, ConfirmAnswerHandler } from './confirm-answer.js';
import { graphSaysNo } from './graph-failure.fixture.js';

const asked = after(6_500);
const reply: GraphReply = { status: 200, requestId: 'r-9', clientRequestId: 'c', durationMs: 40, attempts: 1 };

/** What Graph says of the call; resolves with how often it was asked. */
async function confirm(sessions: RememberedSession, graphSays: () => Promise<GraphReply>): Promise<number> {
  let times = 0;
  const keepAlive = () => {
    times += 1;
    return graphSays();
  };
  const graph = { keepAlive } as unknown as GraphCommsClient;
  const handler = new ConfirmAnswerHandler(sessions.store, graph, { now: () => asked });
  await handler.execute(new ConfirmAnswer({ callId: 'c1', code: '502' }));
  return times;
}

it('takes a call that Graph still knows two seconds after its deadline for answered', async () => {
  const sessions = new RememberedSession(sent());

  await confirm(sessions, () => Promise.resolve(reply));

  expect(sessions.session).toMatchObject({ response: 'answered', respondedAt: asked, checkedAt: asked, endedAt: null });
  expect(sessions.events).toMatchObject([
    { type: 'recording.CallAnswered', data: { requestId: 'r-9', durationMs: 40, attempts: 1 } },
  ]);
});

it('files a call that Graph does not know as missed, with the code that the answer failed with', async () => {
  const sessions = new RememberedSession(sent());

  await confirm(sessions, () => Promise.reject(graphSaysNo('gone', { status: 404, code: '8522' })));

  expect(sessions.session).toMatchObject({
    response: 'missed',
    missed: { stage: 'sent', cause: 'callGone', code: '502' },
    endedAt: asked,
    callState: 'terminated',
  });
});

it('does not ask for ever where Graph refuses to say', async () => {
  const sessions = new RememberedSession(sent());

  await confirm(sessions, () => Promise.reject(graphSaysNo('refused', { status: 403, code: '7504' })));

  expect(sessions.session.missed).toEqual({ stage: 'sent', cause: 'graphRefused', code: '502' });
});

it.each([
  ['is out of reach', graphSaysNo('retry', { code: 'ECONNREFUSED' })],
  ['throttles', graphSaysNo('throttled', { status: 429 })],
  ['cannot be asked for want of a token', graphSaysNo('refused', { code: 'token.invalid_client' })],
])('leaves the answer undecided and is repeated while Graph %s', async (_, failure) => {
  const sessions = new RememberedSession(sent());

  await expect(confirm(sessions, () => Promise.reject(failure))).rejects.toBe(failure);

  expect(sessions.session).toMatchObject({ response: null, missed: null, endedAt: null });
});

it('asks nothing of a call that Teams has spoken for meanwhile', async () => {
  expect(await confirm(new RememberedSession(answered()), () => Promise.resolve(reply))).toBe(0);
});

it('lets the word of Teams stand that comes while Graph is asked', async () => {
  const sessions = new RememberedSession(sent());

  await confirm(sessions, async () => {
    await sessions.store.change('c1', (session) => session.noteCallState('established', after(6_400)));
    throw graphSaysNo('gone', { status: 404 });
  });

  expect(sessions.session).toMatchObject({ response: 'answered', missed: null, endedAt: null });
});
