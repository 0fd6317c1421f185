import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '@app/contracts';
import { eventually } from '../support/eventually.js';
import type { GraphFault } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
afterEach(async () => {
  system.mediaHost.full = false;
  await system.simulator.faults({});
});

/** The session once it is settled, as an administrator sees it. */
async function settled(callId: string): Promise<Session> {
  return eventually(async () => {
    const session = await system.admin.session(callId);
    expect(session.response).not.toBeNull();
    return session;
  });
}

async function missedWith(...faults: GraphFault[]): Promise<Session> {
  const { callId } = await system.simulator.invite({ seed: 1, faults: { graph: faults } });
  const session = await settled(callId);
  // The same is told in the call's story, with what it was about.
  const told = (await system.admin.timeline(callId)).find(({ type }) => type === 'recording.ResponseMissed');
  expect(told?.data).toEqual(session.missed);
  return session;
}

describe('an invitation that we could not answer says so in its session', () => {
  beforeAll(async () => void (system = await System.start()));
  afterAll(() => system.stop());

  it('when Graph says that we are too late', async () => {
    const session = await missedWith({ verb: 'answer', status: 404, code: '8522' });

    expect(session).toMatchObject({ response: 'missed', decision: { action: 'record' } });
    expect(session.missed).toEqual({ stage: 'sent', cause: 'callGone', code: '8522' });
    expect(session.endedAt).not.toBeNull();
  });

  it('when Graph takes so long that the call is void', async () => {
    const session = await missedWith({ verb: 'answer', latencyMs: 7_000 });

    expect(session.response).toBe('missed');
    expect(session.missed).toMatchObject({ stage: 'sent', cause: 'deadlinePassed' });
  });

  it('when Graph refuses because the tenant has not consented', async () => {
    const session = await missedWith({ verb: 'answer', status: 403, code: '7504' });

    expect(session.response).toBe('missed');
    expect(session.missed).toEqual({ stage: 'sent', cause: 'graphRefused', code: '7504' });
  });

  it('when Graph throttles beyond the deadline; it is not asked again', async () => {
    const session = await missedWith({ verb: 'answer', status: 429, retryAfterSeconds: 20 });

    expect(session.response).toBe('missed');
    expect(session.missed).toMatchObject({ stage: 'sent', cause: 'graphThrottled' });
    expect(await system.simulator.asked(session.callId, 'answer')).toHaveLength(1);
  });

  it('when Graph is unavailable until the deadline; it is asked again and again', async () => {
    const session = await missedWith({ verb: 'answer', status: 503 });

    expect(session.response).toBe('missed');
    expect(session.missed).toMatchObject({ stage: 'sent', cause: 'graphUnavailable' });
    expect((await system.simulator.asked(session.callId, 'answer')).length).toBeGreaterThan(5);
    expect(Date.parse(session.endedAt!) - Date.parse(session.receivedAt)).toBeGreaterThan(3_500);
  });

  it('when Graph fails and fails again without a clear no; it is asked twice, and no more', async () => {
    const session = await missedWith({ verb: 'answer', status: 500 });

    expect(session.response).toBe('missed');
    expect(session.missed).toMatchObject({ stage: 'sent' });
    expect(await system.simulator.asked(session.callId, 'answer')).toHaveLength(2);
  });

  it('when there is no media host: Teams is told busy before its own clock runs out', async () => {
    system.mediaHost.full = true;

    const { callId } = await system.simulator.invite({ seed: 2 });

    const session = await settled(callId);
    expect(session).toMatchObject({ response: 'rejected', missed: { stage: 'decided', cause: 'noMediaHost' } });
    const { rejectReason, invitedAt, endedAt } = await system.simulator.call(callId);
    expect(rejectReason).toBe('busy');
    expect(Date.parse(endedAt!) - Date.parse(invitedAt)).toBeLessThan(5_000);
    expect(await system.admin.story(callId)).toEqual(expect.arrayContaining(['MediaUnavailable', 'CallRejected']));
  });

  it('and the list of sessions finds them by what became of them', async () => {
    const { callId } = await missedWith({ verb: 'answer', status: 403, code: '7504' });

    const listed = await system.admin.sessions({ active: false });

    expect(listed.find((session) => session.callId === callId)?.missed?.cause).toBe('graphRefused');
  });
});

describe('with Graph out of reach', () => {
  beforeAll(async () => {
    // Nobody listens on the discard port of this machine.
    system = await System.start({ recorderEnv: { RECORDER_GRAPH_URL: 'http://127.0.0.1:9' } });
  });
  afterAll(() => system.stop());

  it('the session names Graph as the cause, whatever should have been said to it', async () => {
    const unanswered = await system.simulator.invite({ seed: 3 });
    expect(await settled(unanswered.callId)).toMatchObject({
      response: 'missed',
      missed: { stage: 'sent', cause: 'graphUnavailable' },
    });

    system.mediaHost.full = true;
    const unrejected = await system.simulator.invite({ seed: 4 });

    // The first cause stands: there was no host, and then Graph could not be told.
    expect(await settled(unrejected.callId)).toMatchObject({
      response: 'missed',
      missed: { stage: 'decided', cause: 'noMediaHost' },
    });
  });
});
