import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { OrderConfirmation, showsNoRecording } from '../order-confirmation.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import type { OrderedBy } from '../session-orders.js';

/**
 * An order: keep nothing more of this call, which stays up. Done when Teams shows that it is not being recorded. Throws
 * NoSuchSession, CallAlreadyEnded, NotBeingRecorded, OrderUnconfirmed.
 */
export class StopRecording extends Command<void> {
  constructor(
    readonly callId: string,
    readonly by: OrderedBy,
  ) {
    super();
  }
}

@CommandHandler(StopRecording)
export class StopRecordingHandler implements ICommandHandler<StopRecording> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly confirmation: OrderConfirmation,
    private readonly clock: Clock,
  ) {}

  async execute({ callId, by }: StopRecording): Promise<void> {
    await this.sessions.change(callId, (session) => session.stop(by, this.clock.now()));
    await this.confirmation.of(callId, showsNoRecording);
  }
}
