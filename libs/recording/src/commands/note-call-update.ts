import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CallInfo } from '@app/graph-comms';
import type { LoggedNotification } from '../notification-log.store.js';
import type { Transaction } from '@app/platform';
import { ParticipantRecorders } from '../coverage/participant-recorder.store.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SeatStore } from '../seat.store.js';

/** What Teams says of a call after the invitation: its state, what changed beside it, its end (protocol §4.4). */
export class NoteCallUpdate extends Command<void> {
  constructor(
    readonly callId: string,
    readonly update: { call: CallInfo; deleted: boolean },
    readonly notification: LoggedNotification,
  ) {
    super();
  }
}

@CommandHandler(NoteCallUpdate)
export class NoteCallUpdateHandler implements ICommandHandler<NoteCallUpdate> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly recorders: ParticipantRecorders,
    private readonly seats: SeatStore,
  ) {}

  async execute({ callId, update: { call, deleted }, notification }: NoteCallUpdate): Promise<void> {
    const at = notification.receivedAt;
    await this.sessions.change(
      callId,
      async (session, tx) => {
        const wasOver = session.endedAt !== null;
        session.noteCall(call, deleted, at);
        if (wasOver && session.endedAt === null) await this.giveSeatBack(tx, session, at);
        this.nameRecorders(tx, session, call, at);
      },
      { by: 'teams', notification },
    );
  }

  /** A miss that is taken back (docs/adr/0013): the seat of the participant for whom we were invited was freed with the call. */
  private async giveSeatBack(tx: Transaction, session: RecordingSession, at: Date): Promise<void> {
    const { observedParticipantId: participantId } = session;
    if (participantId !== null) session.noteSeats([], await this.seats.reseat(tx, session, [participantId], at), at);
  }

  /** An update that names no recorders says nothing of them. */
  private nameRecorders(tx: Transaction, session: RecordingSession, { botData }: CallInfo, at: Date): void {
    const { sessionId, observedParticipantId: participantId, pairedRecorders: paired, otherRecorders: other } = session;
    if (participantId === null || !(botData?.pairedRecorders.length || botData?.otherRecorders.length)) return;
    this.recorders.name(tx, [{ sessionId, participantId, paired, other, at }]);
  }
}
