import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, DurableCommand } from '@app/platform';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Looks, a minute after the last participant under policy left, whether one has come back (protocol §6.5). */
export class HangUpWhenAlone extends DurableCommand<{ callId: string; aloneSince: string }> {
  static override readonly kind = 'recording.hang-up-when-alone';

  get orderingKey(): string {
    return `${this.data.callId}:alone`;
  }
}

@CommandHandler(HangUpWhenAlone)
export class HangUpWhenAloneHandler implements ICommandHandler<HangUpWhenAlone> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId, aloneSince } }: HangUpWhenAlone): Promise<void> {
    await this.sessions.change(callId, (session) => session.hangUpWhenAlone(new Date(aloneSince), this.clock.now()));
  }
}
