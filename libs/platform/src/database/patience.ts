import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../logging.js';
import { isConnectionUseless, isTurnedAway } from './connection-faults.js';

/** Longer than a restart or a failover takes, and not much longer than whoever has misspelt an address would wait. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 250;

/**
 * What a start needs of the database, as soon as the database is there: a program that starts while it restarts need
 * not be started again. `ask` may be carried out more than once.
 */
export async function patiently<T>(ask: () => Promise<T>, log: Log): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (let isTold = false; ; isTold = true) {
    try {
      return await ask();
    } catch (error) {
      const isAway = isTurnedAway(error) || isConnectionUseless(error);
      if (!isAway || performance.now() > until) throw error;
      if (!isTold) log.warn('the database is away; for a minute it is tried again', { error: String(error) });
      await sleep(PAUSE_MS);
    }
  }
}
