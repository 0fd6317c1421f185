import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { OrderConfirmation } from '../order-confirmation.js';
import { CallAlreadyEnded, OrderUnconfirmed } from '../recording.errors.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import type { OrderedBy } from '../session-orders.js';

/**
 * An order: end a pause. Done when Teams shows again that the call is recorded. Throws NoSuchSession, CallAlreadyEnded,
 * NotPaused, OrderUnconfirmed.
 */
export class ResumeRecording extends Command<void> {
  constructor(
    readonly callId: string,
    readonly by: OrderedBy,
  ) {
    super();
  }
}

@CommandHandler(ResumeRecording)
export class ResumeRecordingHandler implements ICommandHandler<ResumeRecording> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly confirmation: OrderConfirmation,
    private readonly clock: Clock,
  ) {}

  async execute({ callId, by }: ResumeRecording): Promise<void> {
    await this.sessions.change(callId, (session) => session.resume(by, this.clock.now()));
    await this.confirmation.of(callId, showsRecording);
  }
}

function showsRecording({ callId, endedAt, recordingStatus, wantedStatus, permitState }: RecordingSession): boolean {
  if (endedAt) throw new CallAlreadyEnded(callId);
  // Its media is gone, or somebody has ordered something else meanwhile.
  if (wantedStatus !== 'recording') throw new OrderUnconfirmed(callId, recordingStatus);
  return recordingStatus === 'recording' && permitState === 'open';
}
