import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Log } from '../logging.js';
import { isTurnedAway } from './connection-faults.js';
import { buildDataSource, type DataSourceOptions } from './data-source.js';

/** Longer than a restart or a failover takes, and not much longer than whoever has misspelt an address would wait. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 250;

/** Connects as soon as the database is there: a program that starts while it restarts need not be started again. */
export async function connect(options: DataSourceOptions, log: Log): Promise<DataSource> {
  const until = performance.now() + PATIENCE_MS;
  for (let isTold = false; ; isTold = true) {
    try {
      return await buildDataSource(options).initialize();
    } catch (error) {
      if (!isTurnedAway(error) || performance.now() > until) throw error;
      if (!isTold) log.warn('the database is away; for a minute it is tried again', { error: String(error) });
      await sleep(PAUSE_MS);
    }
  }
}
