import type { FoundSession } from '@app/recording';

/**
 * Whether a notification names one call and came to the callbackUri of another. The call it names counts (protocol §6.3),
 * but Teams has no reason to do so - unless that call was invited to the address of a full one, and ended unanswered (§6.4).
 */
export function isMisaddressed(session: FoundSession, callKey: string | null): boolean {
  return callKey !== null && session.callKey !== callKey;
}
