/** The connection is of no more use: ended by the server or the network, or it leads to a server that takes no changes. */
const SPENT_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25006']);
const LOST = /Connection terminated|not queryable|socket has been ended/;

/** Classes of SQLSTATE that speak of the server and of nothing that it was asked. */
const SERVER_CLASSES = new Set(['08', '53', '57', '58', 'XX']);

/** Another connection may do what this one could not; it has not done it. */
export function isConnectionSpent(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const state = sqlState(error);
  if (state) return SPENT_STATES.has(state) || state.startsWith('08');
  return isSystemCode(code) || (typeof message === 'string' && LOST.test(message));
}

/** There was no answer in time. Whether what was asked is done, or still will be, nobody knows. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Nobody should use the connection again. */
export function isConnectionUseless(error: unknown): boolean {
  return isConnectionSpent(error) || isSilence(error);
}

/** Whoever connects is turned away, for now: the server is not there, starts, stops, or has no room. */
export function isTurnedAway(error: unknown): boolean {
  const state = sqlState(error);
  return state ? state.startsWith('53') || state.startsWith('57') || state.startsWith('08') : isConnectionSpent(error);
}

/** Of pg-pool, when for as long as one waits every connection is in use. */
function isCrowdedOut(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

/** There was no connection to ask over, or no answer in time: in a moment there may be. */
export function isPassing(error: unknown): boolean {
  return isTurnedAway(error) || isSilence(error) || isCrowdedOut(error);
}

/** The server had a fault, or there was none: not one that lies in what it was asked. */
export function isServerFault(error: unknown): boolean {
  const state = sqlState(error);
  return !state || SERVER_CLASSES.has(state.slice(0, 2)) || isConnectionSpent(error);
}

/** Postgres' own code of an error; null when it did not come from there. */
export function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !isSystemCode(code) ? code : null;
}

/** ECONNREFUSED, ENOENT, EPIPE and the like, of the operating system. */
function isSystemCode(code: unknown): boolean {
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
