import { expect, it } from 'vitest';
import type { CallInfo, CallState, GraphCommsClient } from '@app/graph-comms';
import { after, answered, callInfo, recording, sent } from '../recording-session.fixture.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import { ConfirmEstablished, ConfirmEstablishedHandler } from './confirm-established.js';
import { graphSaysNo } from './graph-failure.fixture.js';

const asked = after(20_000);

/** What Graph says of the call; resolves with how often it was asked. */
async function confirm(sessions: RememberedSession, graphSays: () => Promise<CallInfo>): Promise<number> {
  let times = 0;
  const getCall = () => {
    times += 1;
    return graphSays();
  };
  const graph = { getCall } as unknown as GraphCommsClient;
  const handler = new ConfirmEstablishedHandler(sessions.store, graph, { now: () => asked });
  await handler.execute(new ConfirmEstablished({ callId: 'c1' }));
  return times;
}

const inState = (state: CallState) => () => Promise.resolve({ ...callInfo, state });

it('takes a call for established that Graph says is, and has its recording reported', async () => {
  const sessions = new RememberedSession(answered());

  await confirm(sessions, inState('established'));

  expect(sessions.session).toMatchObject({ callState: 'established', establishedAt: asked, checkedAt: asked });
  expect(sessions.events).toMatchObject([{ type: 'recording.CallEstablished', data: { report: 'recording' } }]);
});

it('waits on when the call is still being set up', async () => {
  const sessions = new RememberedSession(answered());

  await confirm(sessions, inState('establishing'));

  expect(sessions.session).toMatchObject({ establishedAt: null, endedAt: null, checkedAt: asked });
});

it('takes the end that Graph tells of, with its result', async () => {
  const sessions = new RememberedSession(answered());
  const resultInfo = { code: 500, subcode: 1005, message: 'no media' };

  await confirm(sessions, () => Promise.resolve({ ...callInfo, state: 'terminated', resultInfo }));

  expect(sessions.session.endReason).toMatchObject({ by: 'teams', ...resultInfo });
});

it('doubts a call that Graph does not know, and ends it not', async () => {
  const sessions = new RememberedSession(answered());

  await confirm(sessions, () => Promise.reject(graphSaysNo('gone', { status: 404, code: '8522' })));

  expect(sessions.session).toMatchObject({ graphGoneSince: asked, endedAt: null });
  expect(sessions.story).toEqual(['CallDoubted']);
});

it('is repeated while Graph is out of reach', async () => {
  const sessions = new RememberedSession(answered());
  const failure = graphSaysNo('retry', { code: 'ECONNREFUSED' });

  await expect(confirm(sessions, () => Promise.reject(failure))).rejects.toBe(failure);
});

it.each([
  ['is established', recording],
  ['is not answered yet', sent],
])('asks nothing of a call that %s', async (_, session) => {
  expect(await confirm(new RememberedSession(session()), inState('established'))).toBe(0);
});
