import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Config } from '@app/platform';
import { OrderConfirmation, showsNoRecording } from '../order-confirmation.js';
import { PauseTooLong } from '../recording.errors.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import type { OrderedBy } from '../session-orders.js';

/**
 * An order: keep nothing of this call until somebody resumes, or for so long. Done when Teams shows that it is not being
 * recorded. Throws NoSuchSession, CallAlreadyEnded, NotBeingRecorded, PauseTooLong, OrderUnconfirmed.
 */
export class PauseRecording extends Command<void> {
  constructor(
    readonly callId: string,
    readonly by: OrderedBy,
    readonly resumeAfterSeconds: number,
  ) {
    super();
  }
}

@CommandHandler(PauseRecording)
export class PauseRecordingHandler implements ICommandHandler<PauseRecording> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly confirmation: OrderConfirmation,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async execute({ callId, by, resumeAfterSeconds }: PauseRecording): Promise<void> {
    const most = this.config.calls.pauseLimitSeconds;
    if (resumeAfterSeconds > most) throw new PauseTooLong(most);
    const now = this.clock.now();
    const until = new Date(now.getTime() + resumeAfterSeconds * 1000);
    await this.sessions.change(callId, (session) => session.pause(by, until, now));
    await this.confirmation.of(callId, showsNoRecording);
  }
}
