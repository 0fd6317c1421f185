import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** Long enough to say something, short enough to notice a burst. */
const LOOK_EVERY_MS = 500;

/** How busy this process is, from 0 to 1: the share of the last half second in which its event loop had work to do. */
export class EventLoopLoad {
  busy = 0;
  private since: EventLoopUtilization = performance.eventLoopUtilization();

  constructor() {
    // By the clock and not when somebody asks: else what is told at the first of a burst is of hours.
    setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  private look(): void {
    const reading = performance.eventLoopUtilization();
    this.busy = performance.eventLoopUtilization(reading, this.since).utilization;
    this.since = reading;
  }
}
