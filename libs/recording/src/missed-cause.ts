import { GraphRequestFailed } from '@app/graph-comms';
import type { Missed } from './recording.events.js';

const BY_CATEGORY: Record<GraphRequestFailed['category'], Missed['cause']> = {
  gone: 'callGone',
  refused: 'graphRefused',
  throttled: 'graphThrottled',
  retry: 'graphUnavailable',
};

/** Why a response did not reach Teams. Throws what is no fault of Graph's or of the identity platform's. */
export function missedCause(error: unknown): { cause: Missed['cause']; code: string | null } {
  if (!(error instanceof GraphRequestFailed)) throw error;
  const { category, details } = error;
  if (isTokenFault(error)) return { cause: 'noToken', code: details.code };
  if (details.code === 'deadline') return { cause: 'deadlinePassed', code: null };
  return { cause: BY_CATEGORY[category], code: details.code };
}

/** Nothing was sent, because the identity platform gave us no token for this tenant. */
export function isTokenFault({ details }: GraphRequestFailed): boolean {
  return details.code?.startsWith('token.') ?? false;
}
