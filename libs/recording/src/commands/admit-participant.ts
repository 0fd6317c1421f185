import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { JoinDecision } from '@app/graph-comms';
import { Clock, Config } from '@app/platform';
import { inviteUri } from '../callback-uri.js';
import type { LoggedNotification } from '../notification-log.store.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionParticipants, type SeatTaker } from '../session-participant.store.js';

/**
 * A further participant under policy asks to share a call that is being recorded (protocol §6). A repeat gets the same
 * decision and takes no second seat; a call that is full or ending sends them to a bot of their own.
 */
export class AdmitParticipant extends Command<JoinDecision> {
  constructor(
    readonly callId: string,
    readonly participant: SeatTaker,
    readonly notification: LoggedNotification,
    /** Teams is told busy then; whoever is not let in by that time takes no seat. */
    readonly decideBy: Date,
  ) {
    super();
  }
}

@CommandHandler(AdmitParticipant)
export class AdmitParticipantHandler implements ICommandHandler<AdmitParticipant> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly participants: SessionParticipants,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async execute({ callId, participant, notification, decideBy }: AdmitParticipant): Promise<JoinDecision> {
    const at = notification.receivedAt;
    return this.sessions.change<JoinDecision>(
      callId,
      async (session, tx) => {
        const earlier = await this.participants.earlierDecision(tx, session.sessionId, participant.participantId);
        if (earlier === 'accept' || earlier === 'observed') return { kind: 'accept' };
        if (this.clock.now() >= decideBy) return { kind: 'reject', reason: 'busy' };
        if (!session.hasRoom) {
          const { participantId } = participant;
          session.noteFact('recording.ParticipantNotAdmitted', at, { participantId, decision: 'inviteNewBot' });
          return { kind: 'inviteNewBot', inviteUri: inviteUri(this.config.http.publicUrl) };
        }
        const held = await this.participants.takeSeat(tx, session.sessionId, participant, at);
        session.noteAdmitted(participant.participantId, held, at);
        return { kind: 'accept' };
      },
      { by: 'teams', notification },
    );
  }
}
