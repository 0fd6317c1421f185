import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CallInfo } from '@app/graph-comms';
import type { LoggedNotification } from '../notification-log.store.js';
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
  constructor(private readonly sessions: RecordingSessionStore) {}

  async execute({ callId, update: { call, deleted }, notification }: NoteCallUpdate): Promise<void> {
    const at = notification.receivedAt;
    await this.sessions.change(
      callId,
      (session) => {
        session.noteCallInfo(call);
        // A deleted call has ended, and often carries no state; "terminated" also comes as an update (protocol §4.4).
        if (deleted || call.state === 'terminated') {
          const { code, subcode, message } = call.resultInfo ?? { code: null, subcode: null, message: null };
          session.noteEnded({ by: 'teams', code, subcode, message: message ?? call.terminationReason }, at);
        } else if (call.state) {
          session.noteCallState(call.state, at);
        }
      },
      { by: 'teams', notification },
    );
  }
}
