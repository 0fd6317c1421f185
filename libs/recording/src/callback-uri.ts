import type { SessionRecord } from './session-record.js';

/** Where Teams posts everything later of this call (protocol §6.3): any replica takes it. */
export function callbackUriOf(publicUrl: string, { callKey }: SessionRecord): string {
  return `${publicUrl}/api/calls/${callKey}`;
}

/**
 * Where Teams sends whom this call has no room for, as an incoming call of its own (protocol §6.4): this call's own
 * address, which tells what the new call has spilled from.
 */
export function inviteUriOf(publicUrl: string, session: SessionRecord): string {
  return callbackUriOf(publicUrl, session);
}
