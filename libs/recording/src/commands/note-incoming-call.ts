import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Invitation } from '../invitation.js';
import type { LoggedNotification } from '../notification-log.store.js';
import { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Teams invites us to a call. A repeat finds the session that the first one made, and changes nothing (protocol §5.5). */
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
  constructor(private readonly sessions: RecordingSessionStore) {}

  async execute({ invitation, notification }: NoteIncomingCall): Promise<void> {
    await this.sessions.open(RecordingSession.open(invitation), { by: 'teams', notification });
  }
}
