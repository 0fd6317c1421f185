import { Injectable } from '@nestjs/common';
import { Log, type Job } from '@app/platform';
import { SessionHourStore } from '../statistics/session-hour.store.js';

export const SESSION_HOURS_SECONDS = 60;
const HOUR_MS = 3_600_000;
/** What was never added up may take so long of each run: a replica that stops waits for it. */
const PAST_MS = 5_000;

/**
 * Adds up what became of the calls of each hour, for statistics. Added up anew are this hour and the one before, and
 * each of which a call is live, or was when it was last added up: what is counted of a call changes only while it
 * lives, and in the seconds around its end. What lies before the first hour there is, as after an upgrade, follows
 * backwards, a part with each run.
 */
@Injectable()
export class SessionHours implements Job {
  readonly name = 'recording.session-hours';

  constructor(
    private readonly hours: SessionHourStore,
    private readonly log: Log,
  ) {}

  async run(at: Date): Promise<void> {
    const thisHour = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
    const reach = await this.hours.reach();
    // Also all of the time in which nobody ran this: between two hours there is never a gap.
    const from = reach ? Math.min(reach.last.getTime(), thisHour) - HOUR_MS : thisHour;
    for (let hour = from; hour <= thisHour; hour += HOUR_MS) await this.hours.addUp(new Date(hour), at);
    const first = Math.min(reach?.first.getTime() ?? from, from);
    for (const hour of await this.hours.unsettled(new Date(first), new Date(from))) await this.hours.addUp(hour, at);
    await this.addUpPast(first, at);
  }

  private async addUpPast(first: number, at: Date): Promise<void> {
    const oldest = (await this.hours.oldest())?.getTime() ?? first;
    const until = performance.now() + PAST_MS;
    let hour = first;
    while (hour > oldest && performance.now() < until) {
      hour -= HOUR_MS;
      await this.hours.addUp(new Date(hour), at);
    }
    if (hour === first) return;
    const left = (hour - oldest) / HOUR_MS;
    this.log.info('hours of the past were added up', { hours: (first - hour) / HOUR_MS, left });
  }
}
