import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { Log } from '../logging.js';

/** Work that comes round by itself. Any replica may run it; it finds in the database what there is to do. */
export interface Job {
  /** Unique, e.g. `recording.keep-alive`. */
  readonly name: string;
  run(at: Date): Promise<void>;
}

/**
 * A replica that stands still in the middle of a job is taken for dead after this long: Postgres ends the connection that
 * has the lock, and with it the lock. As long as it runs it says so.
 */
const STANDS_STILL_MS = 10_000;
const SAYS_SO_MS = 2_500;

/** First half of the advisory locks' two keys; the second is the job's name. */
const JOBS = 7_433;

/** For whoever uses the connection next, nothing ends it for being idle. */
const UNLOCK = `SELECT pg_advisory_unlock($1, hashtext($2)), set_config('idle_session_timeout', '0', false)`;

/** A timer on every replica, one runner at a time: a job never overlaps with itself, and outlives any replica. */
@Injectable()
export class Jobs implements BeforeApplicationShutdown {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;
  protected readonly standsStillMs: number = STANDS_STILL_MS;
  protected readonly saysSoMs: number = SAYS_SO_MS;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** From now on, every `seconds` after the last run on this replica; not at once. */
  every(seconds: number, job: Job): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      const run = this.run(job)
        .catch((error: unknown) => this.log.error('Job failed', { job: job.name, error: String(error) }))
        .then(() => {
          this.running.delete(run);
          this.every(seconds, job);
        });
      this.running.add(run);
    }, seconds * 1000);
    this.timers.set(job.name, timer);
  }

  /** Once, now, unless a replica is at it: then `false`, and nothing is done. */
  async run(job: Job): Promise<boolean> {
    return this.database.withConnection(async (client, discard) => {
      const lock = { name: 'job-lock', text: 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS won' };
      const { rows } = await client.query<{ won: boolean }>({ ...lock, values: [JOBS, job.name] });
      if (!rows[0]?.won) return false;
      let saysSo: NodeJS.Timeout | undefined;
      try {
        await client.query(`SET idle_session_timeout = ${this.standsStillMs}`);
        saysSo = setInterval(() => void client.query('SELECT').catch(discard), this.saysSoMs);
        await job.run(this.clock.now());
      } finally {
        clearInterval(saysSo);
        const unlock = { name: 'job-unlock', text: UNLOCK };
        // A connection that kept the lock would keep every replica from the job.
        await client.query({ ...unlock, values: [JOBS, job.name] }).catch(discard);
      }
      return true;
    });
  }

  /** No new runs; what runs comes to its end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.running);
  }
}
