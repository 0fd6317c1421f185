import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { isTurnedAway } from './connection-faults.js';

/**
 * A server that is away is waited for so long: as a restart takes, and so short that an invite is refused in time. It
 * counts from when it went, so whoever comes later waits less, and at last not at all.
 */
const PATIENCE_MS = 1_500;
/** One look per process, however many wait: a server that starts has enough to do. */
const LOOK_EVERY_MS = 50;

/** The driver's pool, for whoever would rather wait a moment than fail. */
export class Connections {
  private awaySince: number | null = null;
  private looking: Promise<void> | null = null;

  constructor(private readonly pool: () => Pool) {}

  /** `onLost` hears of a connection that is lost while nothing is asked of it. */
  async take(onLost: (cause: Error) => void): Promise<PoolClient> {
    for (;;) {
      if (this.looking) await this.looking;
      try {
        return await this.tryTake(onLost);
      } catch (error) {
        if (!this.isWorthWaiting(error)) throw error;
        this.looking ??= this.look().finally(() => (this.looking = null));
      }
    }
  }

  /** Nothing was heard on one connection, so the others that were opened before may lead nowhere either. */
  forgetIdle(): void {
    const pool = this.pool();
    for (let idle = pool.idleCount; idle > 0; idle -= 1)
      pool.connect((_none, client, release) => client && release(true));
  }

  private async look(): Promise<void> {
    for (;;) {
      await sleep(LOOK_EVERY_MS);
      const onLost = () => undefined;
      try {
        const client = await this.tryTake(onLost);
        client.off('error', onLost);
        return client.release();
      } catch (error) {
        if (!this.isWorthWaiting(error)) throw error;
      }
    }
  }

  private isWorthWaiting(error: unknown): boolean {
    return isTurnedAway(error) && performance.now() < (this.awaySince ?? 0) + PATIENCE_MS;
  }

  private async tryTake(onLost: (cause: Error) => void): Promise<PoolClient> {
    const asked = performance.now();
    try {
      const client = await this.connect(onLost);
      this.awaySince = null;
      return client;
    } catch (error) {
      if (isTurnedAway(error)) this.awaySince ??= asked;
      throw error;
    }
  }

  /**
   * Lost between two statements, a connection has nobody but `onLost` to tell, and would end the process. The pool's
   * promise comes a moment too late for that: a server that goes away says so right behind its last reply.
   */
  private connect(onLost: (cause: Error) => void): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      this.pool().connect((error, client) => {
        if (!client) return reject(error ?? new Error('The pool gave no connection'));
        client.on('error', onLost);
        resolve(client);
      });
    });
  }
}
