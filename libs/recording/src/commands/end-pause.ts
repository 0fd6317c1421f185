import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, DurableCommand } from '@app/platform';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Ends a pause that nobody has ended: what is under policy is not left unrecorded because somebody forgot it. */
export class EndPause extends DurableCommand<{ callId: string; until: string }> {
  static override readonly kind = 'recording.end-pause';

  /** Each pause by itself: one that was ended early must not hold up the end of the next. */
  get orderingKey(): string {
    return `${this.data.callId}:pause:${this.data.until}`;
  }
}

@CommandHandler(EndPause)
export class EndPauseHandler implements ICommandHandler<EndPause> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId, until } }: EndPause): Promise<void> {
    await this.sessions.change(callId, (session) => session.resumeAtLimit(new Date(until), this.clock.now()));
  }
}
