import { expect, it } from 'vitest';
import type { InvitationsInHand } from '../invitations-in-hand.js';
import { Overloaded } from '../recording.errors.js';
import { callInfo, invited, noon } from '../recording-session.fixture.js';
import type { RecordingSessionStore } from '../recording-session.store.js';
import { NoteIncomingCall, NoteIncomingCallHandler } from './note-incoming-call.js';

const command = new NoteIncomingCall(
  { callId: 'c1', graphCallId: 'C1', tenantId: 't1', call: callInfo, receivedAt: noon, spilledFrom: null },
  {} as never,
);

/** Tells whether it was stored. */
async function noted({ hasRoom, isKnown }: { hasRoom: boolean; isKnown: boolean }): Promise<boolean> {
  let stored = false;
  const store = {
    find: () => Promise.resolve(isKnown ? invited() : null),
    open: () => Promise.resolve((stored = true) && !isKnown),
  } as unknown as RecordingSessionStore;
  const inHand = { take: () => hasRoom, done: () => undefined } as unknown as InvitationsInHand;
  await new NoteIncomingCallHandler(store, inHand).execute(command);
  return stored;
}

it('refuses an invitation that it could not respond to in time, before anything is stored', async () => {
  await expect(noted({ hasRoom: false, isKnown: false })).rejects.toThrow(Overloaded);
});

it('takes the repeat of one that somebody has, however busy', async () => {
  expect(await noted({ hasRoom: false, isKnown: true })).toBe(true);
});

it('takes one that it has room for', async () => {
  expect(await noted({ hasRoom: true, isKnown: false })).toBe(true);
});
