import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LiveCall } from './live-calls.js';
import { NotificationSender, type Posted } from './notification-sender.js';

const MIXED_PER_SECOND = 50;
/** Large meetings: one roster a second of one of them, with so many people in it. */
const MEETINGS = 20;
export const PEOPLE = 300;
const ROSTERS_PER_SECOND = 1;
/** Calls that people under policy join and leave. */
const BUSY = 100;
const COME_PER_SECOND = 5;
const STAYS_FOR = 100;

/** Beforehand, of ordinary calls: fast, and yet no faster than recorders take them. */
const INTRODUCED_PER_SECOND = 300;

/** What happens in many calls at once: changes of all of them, rosters of a few large ones, people who come and go. */
export class SoakTalk {
  private readonly others: NotificationSender;
  private readonly meetings: NotificationSender;
  private readonly busy: NotificationSender;

  constructor(http: HttpClient, token: string, calls: readonly LiveCall[]) {
    const senderOf = (told: readonly LiveCall[], people?: number) => new NotificationSender(http, token, told, people);
    this.meetings = senderOf(calls.slice(0, MEETINGS), PEOPLE);
    this.others = senderOf(calls.slice(MEETINGS, -BUSY));
    this.busy = senderOf(calls.slice(-BUSY));
  }

  /** The first roster of a call stores everybody who is in it; those that follow store a change, as nearly all do. */
  async introduce(): Promise<void> {
    await Promise.all([
      this.others.introduce(INTRODUCED_PER_SECOND, `first-${randomUUID()}`),
      this.meetings.introduce(ROSTERS_PER_SECOND, `first-${randomUUID()}`),
    ]);
  }

  async goOn(seconds: number): Promise<Record<'mixed' | 'rosters' | 'comings', Posted[]>> {
    const times = (perSecond: number) => [seconds * perSecond, perSecond] as const;
    const [mixed, rosters, comings] = await Promise.all([
      this.others.post(...times(MIXED_PER_SECOND), `mixed-${randomUUID()}`),
      this.meetings.rosters(...times(ROSTERS_PER_SECOND), `rosters-${randomUUID()}`),
      this.busy.comeAndGo(...times(COME_PER_SECOND), Math.min(STAYS_FOR, seconds), `come-${randomUUID()}`),
    ]);
    return { mixed, rosters, comings };
  }
}
