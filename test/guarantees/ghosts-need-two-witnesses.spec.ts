import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '@app/contracts';
import { eventually } from '../support/eventually.js';
import { askedAgain, closedWhenAsked, makeDue } from '../support/graph-checks.js';
import type { Wish } from '../support/simulator-client.js';
import { System } from '../support/system.js';

const DECLINED = 'TeamsComplianceRecordingPolicy=Tenant:Declined';

/** Teams never says that the call has ended, nor how people leave as it does. */
const END_UNTOLD: Wish['faults'] = {
  notifications: ['terminated', 'roster'].map((kind) => ({ kind, effect: 'lose' })),
};

let system: System;
let seeds = 0;
beforeAll(async () => {
  system = await System.start({ recorders: 2 });
  const rule = { match: 'exact', policyIdentifier: DECLINED, action: 'decline', rejectReason: 'forbidden' } as const;
  await system.admin.putPolicy('declined', { name: 'Declined', ...rule });
});
afterAll(() => system.stop());

/** Without media, so that its host has nothing to say about it, unless told otherwise. */
async function recordedCall(wish: Wish = {}): Promise<{ callId: string; participantId: string }> {
  const invited = await system.simulator.invite({ seed: (seeds += 1), media: 'none', faults: END_UNTOLD, ...wish });
  await eventually(async () => expect((await system.admin.session(invited.callId)).recordingStatus).toBe('recording'));
  return invited;
}

/** Who said that the call is over, since when, in this order. */
async function witnesses(callId: string): Promise<string[]> {
  await system.ended(callId);
  const { endReason, endedAt, recordingStatus } = await system.admin.session(callId);
  expect(endReason).toMatchObject({ by: 'vanished', code: 404 });
  expect(recordingStatus).toBe('notRecording');
  for (const { at } of endReason!.witnesses) expect(Date.parse(at)).toBeLessThanOrEqual(Date.parse(endedAt!));
  // What it held is free again.
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));
  return endReason!.witnesses.map(({ witness }) => witness);
}

/** Graph has said that it is gone, and nobody else. */
async function isDoubted(callId: string): Promise<Session> {
  await askedAgain(system, callId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallDoubted'));
  const session = await system.admin.session(callId);
  expect(session.endedAt).toBeNull();
  return session;
}

async function says(callId: string, tail: string, resourceData: unknown): Promise<void> {
  const token = await system.simulator.platformToken();
  const resourceUrl = `/communications/calls/${callId}${tail}`;
  const value = [{ changeType: 'updated', resourceUrl, resourceData }];
  expect((await system.recorder.post({ value }, token)).status).toBe(202);
}

it('a media host that lost the media, and Graph, which is to show that', async () => {
  const { callId } = await recordedCall({ media: 'connect' });

  await system.simulator.end(callId);

  expect(await witnesses(callId)).toEqual(['graphGone', 'mediaGone']);
});

it('Graph, and after it a media host that no longer knows the session', async () => {
  const { callId } = await recordedCall();
  await system.simulator.end(callId);
  await isDoubted(callId);

  // It keeps nothing for the call: what it says when a doubt makes the recorder ask.
  system.mediaHost.forget(callId);
  await closedWhenAsked(system, callId);

  expect(await witnesses(callId)).toEqual(['graphGone', 'mediaGone']);
});

it('Graph and the last roster, which showed nobody but recorders', async () => {
  const { callId } = await recordedCall();
  const bot = { info: { identity: { application: { id: 'b0b1' } } }, rosterSequenceNumber: 9_000, isInLobby: false };
  await says(callId, '/participants', [{ id: 'bot', ...bot }]);

  await system.simulator.end(callId);
  await closedWhenAsked(system, callId);

  expect(await witnesses(callId)).toEqual(['graphGone', 'rosterEmpty']);
});

it('Graph and another leg of the conversation, which was told that all of it is over', async () => {
  const { callId } = await recordedCall();
  const { callChainId } = await system.simulator.call(callId);
  const removed = await recordedCall({ call: { callChainId }, faults: {} });
  const other = await recordedCall({ call: { callChainId }, faults: {} });
  await system.simulator.end(callId);

  // This leg alone was ended: it says nothing of the others.
  await says(removed.callId, '', {
    '@odata.type': '#microsoft.graph.call',
    ...{ id: removed.callId, state: 'terminated', resultInfo: { code: 200, subcode: 5300, message: 'Removed.' } },
  });
  await system.ended(removed.callId);
  await isDoubted(callId);

  await system.simulator.end(other.callId);
  await system.ended(other.callId);
  await closedWhenAsked(system, callId);

  expect(await witnesses(callId)).toEqual(['graphGone', 'conversationEnded']);
});

it('Graph and ourselves, who rejected the call', async () => {
  const { callId } = await system.simulator.invite({ seed: 1, policyIdentifier: DECLINED, faults: END_UNTOLD });
  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('rejected'));
  expect((await system.admin.session(callId)).endedAt).toBeNull();
  await closedWhenAsked(system, callId);

  expect(await witnesses(callId)).toEqual(['graphGone', 'refusedByUs']);
});

it('Graph and ourselves, who hung up when the last user under policy had left', async () => {
  const { callId, participantId } = await recordedCall();
  await system.simulator.leave(callId, participantId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('LastPolicyUserLeft'));

  await makeDue(system, `${callId}:alone`);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallDeleted'));
  await closedWhenAsked(system, callId);

  expect(await witnesses(callId)).toEqual(['graphGone', 'refusedByUs']);
});
