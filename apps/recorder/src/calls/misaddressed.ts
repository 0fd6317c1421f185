import type { CommsNotification } from '@app/graph-comms';
import type { FoundSession } from '@app/recording';

/**
 * Whether a notification names one call and came to the callbackUri of another. The call it names counts (protocol §6.3),
 * but Teams has no reason to do so. A joining and a left may name a call of their own, unknown to us, and mean the one of
 * the callbackUri.
 */
export function isMisaddressed(
  { kind, callId }: { kind: CommsNotification['kind']; callId: string | null },
  session: FoundSession,
  callKey: string | null,
): boolean {
  if (callKey === null) return false;
  const mayNameAnother = kind === 'participantJoining' || kind === 'participantLeft';
  return session.callKey !== callKey || (callId !== null && callId !== session.callId && !mayNameAnother);
}
