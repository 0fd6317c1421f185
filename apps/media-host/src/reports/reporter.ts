import { Inject, Injectable } from '@nestjs/common';
import type { MediaReport } from '@app/contracts';
import { Log } from '@app/platform';
import { RecorderClient } from './recorder.client.js';

/** All sessions together. What is dropped beyond it is still in the manifests, and is told after a restart. */
const MOST_UNSENT = 20_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

interface Unsent {
  report: MediaReport;
  accepted: () => void;
}

/** Says everything until a recorder has accepted it: in order within a session, sessions independent of each other. */
@Injectable()
export class Reporter {
  private readonly queues = new Map<string, Unsent[]>();
  private count = 0;
  /** Ends each pause that is under way. */
  private readonly pauses = new Set<() => void>();

  constructor(
    @Inject(RecorderClient) private readonly recorders: RecorderClient,
    @Inject(Log) private readonly log: Log,
  ) {}

  get unsent(): number {
    return this.count;
  }

  /** Resolves when a recorder has accepted it; never, if it had to be dropped. */
  report(mediaSessionId: string, report: MediaReport): Promise<void> {
    if (this.count >= MOST_UNSENT) {
      this.log.error('a report was dropped: recorders accept none', { mediaSessionId, kind: report.kind });
      return new Promise(() => undefined);
    }
    return new Promise((accepted) => {
      this.count += 1;
      const queue = this.queues.get(mediaSessionId);
      if (queue) {
        queue.push({ report, accepted });
        return;
      }
      const started = [{ report, accepted }];
      this.queues.set(mediaSessionId, started);
      void this.drain(mediaSessionId, started);
    });
  }

  /** True when everything has been said within `ms`. */
  async flushed(ms: number): Promise<boolean> {
    const until = performance.now() + ms;
    this.hurry();
    while (this.count > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    return this.count === 0;
  }

  /** Recorders were heard of again: no need to wait longer. */
  hurry(): void {
    for (const end of this.pauses) end();
  }

  private async drain(mediaSessionId: string, queue: Unsent[]): Promise<void> {
    for (let failures = 0; queue[0];) {
      const outcome = await this.send(mediaSessionId, queue[0].report);
      if (outcome === 'retry') {
        failures += 1;
        await this.pause(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)));
        continue;
      }
      failures = 0;
      this.count -= 1;
      queue.shift()?.accepted();
    }
    this.queues.delete(mediaSessionId);
  }

  private async send(mediaSessionId: string, report: MediaReport): Promise<'done' | 'retry'> {
    const path = `/media/v1/sessions/${mediaSessionId}/reports`;
    const { kind } = report;
    try {
      const { status } = await this.recorders.send('POST', path, report);
      if (status >= 200 && status < 300) return 'done';
      this.log.warn('a recorder refused a report', { mediaSessionId, kind, status });
      // What a recorder cannot read it will not read tomorrow; anything else is a matter of tokens, routes or time.
      return status === 400 || status === 413 || status === 422 ? 'done' : 'retry';
    } catch (error) {
      this.log.warn('no recorder took a report', { mediaSessionId, kind, error: (error as Error).message });
      return 'retry';
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.pauses.add(end);
    });
  }
}
