import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Invitation } from '../invitation.js';
import type { LoggedNotification } from '../notification-log.store.js';
import { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionParticipants } from '../session-participant.store.js';

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
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly participants: SessionParticipants,
  ) {}

  async execute({ invitation, notification }: NoteIncomingCall): Promise<void> {
    const session = RecordingSession.open(invitation);
    await this.sessions.open(session, { by: 'teams', notification }, async (tx) => {
      const { observedParticipantId: participantId, observedUserId: userId, receivedAt } = session;
      // The first participant under policy counts against the capacity (protocol §6.1).
      if (session.kind === 'policyRecording' && participantId)
        await this.participants.takeSeat(tx, session.sessionId, { participantId, userId }, 'observed', receivedAt);
    });
  }
}
