import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { OrderConfirmation } from '../order-confirmation.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import type { OrderedBy } from '../session-orders.js';

/** An order: leave this call. Done when Graph has carried it out. Throws NoSuchSession, CallAlreadyEnded, OrderUnconfirmed. */
export class HangUp extends Command<void> {
  constructor(
    readonly callId: string,
    readonly by: OrderedBy,
  ) {
    super();
  }
}

@CommandHandler(HangUp)
export class HangUpHandler implements ICommandHandler<HangUp> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly confirmation: OrderConfirmation,
    private readonly clock: Clock,
  ) {}

  async execute({ callId, by }: HangUp): Promise<void> {
    await this.sessions.change(callId, (session) => session.hangUp(by, this.clock.now()));
    await this.confirmation.of(callId, ({ deletedAt, endedAt }) => deletedAt !== null || endedAt !== null);
  }
}
