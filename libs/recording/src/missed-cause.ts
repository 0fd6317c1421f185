import { AppTokenUnavailable, GraphRequestFailed } from '@app/graph-comms';
import type { Missed } from './recording.events.js';

const BY_CATEGORY: Record<GraphRequestFailed['category'], Missed['cause']> = {
  gone: 'callGone',
  refused: 'graphRefused',
  throttled: 'graphThrottled',
  retry: 'graphUnavailable',
};

/** Why a response did not reach Teams. Throws what is no fault of Graph's or of the identity platform's. */
export function missedCause(error: unknown): { cause: Missed['cause']; code: string | null } {
  if (error instanceof AppTokenUnavailable) return { cause: 'noToken', code: error.code };
  if (error instanceof GraphRequestFailed) return { cause: BY_CATEGORY[error.category], code: error.details.code };
  throw error;
}
