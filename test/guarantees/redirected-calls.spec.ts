import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '@app/contracts';
import { eventually } from '../support/eventually.js';
import type { Faults } from '../support/simulator-client.js';
import { System } from '../support/system.js';

const COLLEAGUE = '11f1a2b3-1111-4c4d-8e5f-a1b2c3d4e5f6';
const BOT = '22f1a2b3-2222-4c4d-8e5f-a1b2c3d4e5f6';
const PHONE = '+12345678901';

let system: System;
beforeAll(async () => {
  system = await System.start();
  await system.admin.putPolicy('to-colleagues', {
    name: 'Whoever dials the recorder wants a person',
    match: 'direct',
    action: 'redirect',
    redirectTargets: [{ userId: COLLEAGUE }, { applicationInstanceId: BOT }, { phoneNumber: PHONE }],
    redirectTimeoutSeconds: 20,
  });
});
afterAll(() => system.stop());

interface Dialled {
  /** As Teams spells it. */
  callId: string;
  session: Session;
}

/** Somebody dials the recorder; resolves when the end of that is on record. */
async function dialled(faults: Faults = {}): Promise<Dialled> {
  const wish = { kind: 'direct', fixture: 'answer-page-1-peer-to-peer', seed: 1, faults } as const;
  const { callId } = await system.simulator.invite(wish);
  await system.ended(callId);
  const session = await eventually(async () => {
    const found = await system.admin.session(callId);
    expect(found.response).not.toBeNull();
    return found;
  });
  return { callId, session };
}

const target = (kind: string, id: string) => ({
  '@odata.type': '#microsoft.graph.invitationParticipantInfo',
  identity: {
    '@odata.type': '#microsoft.graph.identitySet',
    [kind]: { '@odata.type': '#microsoft.graph.identity', id },
  },
});

it('a direct call goes to the callees that the policy names, and is on record as redirected', async () => {
  const { callId, session } = await dialled();

  const [redirect, ...more] = await system.simulator.asked(callId, 'redirect');
  expect(redirect?.body).toEqual({
    targets: [target('user', COLLEAGUE), target('applicationInstance', BOT), target('phone', PHONE)],
    timeout: 20,
    callbackUri: expect.stringMatching(/\/api\/calls\/[\w-]{22}$/) as string,
  });
  expect({ status: redirect?.status, more }).toEqual({ status: 202, more: [] });
  expect(await system.simulator.asked(callId, 'answer')).toEqual([]);
  expect(session).toMatchObject({
    kind: 'direct',
    decision: { action: 'redirect', ruleId: 'to-colleagues' },
    response: 'redirected',
    missed: null,
    recordingStatus: 'notRecording',
    mediaHostId: null,
    callState: 'terminated',
    endReason: { code: 200, message: expect.stringContaining('AppRedirected') as string },
  });
  expect(await system.admin.story(callId)).toEqual(
    expect.arrayContaining(['InvitationReceived', 'CallDecided', 'CallRedirected', 'CallEnded']),
  );
  expect(await system.simulator.violations()).toEqual([]);
});

it('a redirect whose reply comes after the end of the call is still on record as one', async () => {
  const { callId, session } = await dialled({ graph: [{ verb: 'redirect', replyDelayMs: 500 }] });

  expect(session).toMatchObject({ response: 'redirected', missed: null, endReason: { code: 200 } });
  expect((await system.simulator.asked(callId, 'redirect')).map(({ status }) => status)).toEqual([202]);
});

it('a redirect that Graph puts off is asked for again', async () => {
  const { callId, session } = await dialled({ graph: [{ verb: 'redirect', status: 503, times: 1 }] });

  expect(session).toMatchObject({ response: 'redirected', missed: null });
  expect((await system.simulator.asked(callId, 'redirect')).map(({ status }) => status)).toEqual([503, 202]);
});

it('a redirect that Graph refuses is a recorded miss with its cause', async () => {
  const { session } = await dialled({ graph: [{ verb: 'redirect', status: 403, code: '7504' }] });

  expect(session).toMatchObject({
    response: 'missed',
    missed: { stage: 'decided', cause: 'graphRefused', code: '7504' },
  });
});
