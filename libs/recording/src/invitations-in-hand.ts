import { Injectable } from '@nestjs/common';
import { Clock, EventLoopLoad } from '@app/platform';

/** A recorder that has no idle time left answers so many side by side within their five seconds, and with more fewer. */
const MOST_WHEN_BUSY = 48;
const BUSY = 0.97;
/** Nobody waits for an answer any longer. */
const FORGOTTEN_AFTER_MS = 5_000;

/**
 * The invitations that this replica took and that nobody has responded to. When there are more than it can respond to in
 * time, those that come are to be refused at once: another replica may have room, and those in hand keep their chance. Whoever
 * waits for Postgres, Graph or a media host is not busy, and refuses nobody.
 */
@Injectable()
export class InvitationsInHand {
  /** When each was taken, the oldest first. */
  private readonly takenAt = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly load: EventLoopLoad,
  ) {}

  /** False: there is no room for it. A repeat of one that is in hand costs nothing more. */
  take(callId: string): boolean {
    const now = this.clock.now().getTime();
    this.forgetOld(now);
    if (this.takenAt.has(callId)) return true;
    if (this.takenAt.size >= MOST_WHEN_BUSY && this.load.busy > BUSY) return false;
    this.takenAt.set(callId, now);
    return true;
  }

  done(callId: string): void {
    this.takenAt.delete(callId);
  }

  /** What another replica has finished, or could not be stored, is not told of here. */
  private forgetOld(now: number): void {
    for (const [callId, at] of this.takenAt) {
      if (now - at < FORGOTTEN_AFTER_MS) return;
      this.takenAt.delete(callId);
    }
  }
}
