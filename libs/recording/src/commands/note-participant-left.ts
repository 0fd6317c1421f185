import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LoggedNotification } from '../notification-log.store.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionParticipants } from '../session-participant.store.js';

/** A participant under policy has left and frees a seat; also before their own joining came in (protocol §5.5, §6.5). */
export class NoteParticipantLeft extends Command<void> {
  constructor(
    readonly callId: string,
    readonly participantId: string,
    /** Which of their joinings is over; null: Teams does not say. */
    readonly joiningCallId: string | null,
    readonly notification: LoggedNotification,
  ) {
    super();
  }
}

@CommandHandler(NoteParticipantLeft)
export class NoteParticipantLeftHandler implements ICommandHandler<NoteParticipantLeft> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly participants: SessionParticipants,
  ) {}

  async execute({ callId, participantId, joiningCallId, notification }: NoteParticipantLeft): Promise<void> {
    const at = notification.receivedAt;
    await this.sessions.change(
      callId,
      async (session, tx) => {
        // Named by the call itself, a departure tells nothing of which it is.
        const ofJoining = joiningCallId === callId ? null : joiningCallId;
        const { left, held } = await this.participants.leave(tx, session.sessionId, participantId, ofJoining, at);
        session.noteSeats(left, held, at);
      },
      { by: 'teams', notification },
    );
  }
}
