import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Invitation } from '../invitation.js';
import { InvitationsInHand } from '../invitations-in-hand.js';
import type { LoggedNotification } from '../notification-log.store.js';
import { Overloaded } from '../recording.errors.js';
import { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';

/**
 * Teams invites us to a call. A repeat finds the session that the first one made, and changes nothing (protocol §5.5).
 * @throws Overloaded before anything is stored
 */
export class NoteIncomingCall extends Command<void> {
  constructor(
    readonly invitation: Invitation,
    readonly notification: LoggedNotification,
  ) {
    super();
  }
}

@CommandHandler(NoteIncomingCall)
export class NoteIncomingCallHandler implements ICommandHandler<NoteIncomingCall> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly inHand: InvitationsInHand,
  ) {}

  async execute({ invitation, notification }: NoteIncomingCall): Promise<void> {
    const { callId } = invitation;
    // What somebody has taken is no more work, and a repeat of it is told so.
    if (!this.inHand.take(callId) && !(await this.sessions.find(callId))) throw new Overloaded();
    const isNew = await this.sessions.open(RecordingSession.open(invitation), { by: 'teams', notification });
    if (!isNew) this.inHand.done(callId);
  }
}
