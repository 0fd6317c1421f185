import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CallInfo } from '@app/graph-comms';
import type { LoggedNotification } from '../notification-log.store.js';
import type { Transaction } from '@app/platform';
import { ParticipantRecorders } from '../coverage/participant-recorder.store.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';

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
  ) {}

  async execute({ callId, update: { call, deleted }, notification }: NoteCallUpdate): Promise<void> {
    const at = notification.receivedAt;
    await this.sessions.change(
      callId,
      async (session, tx) => {
        session.noteCall(call, deleted, at);
        await this.nameRecorders(tx, session, call, at);
      },
      { by: 'teams', notification },
    );
  }

  /** An update that names no recorders says nothing of them. */
  private async nameRecorders(
    tx: Transaction,
    session: RecordingSession,
    { botData }: CallInfo,
    at: Date,
  ): Promise<void> {
    const { sessionId, observedParticipantId: participantId, pairedRecorders: paired, otherRecorders: other } = session;
    if (participantId === null || !(botData?.pairedRecorders.length || botData?.otherRecorders.length)) return;
    await this.recorders.name(tx, [{ sessionId, participantId, paired, other, at }]);
  }
}
