import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LoggedNotification } from '../notification-log.store.js';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Somebody began or ended sharing content; Teams says no more than that (protocol §4.8). */
export class NoteContentSharing extends Command<void> {
  constructor(
    readonly callId: string,
    readonly started: boolean,
    readonly notification: LoggedNotification,
  ) {
    super();
  }
}

@CommandHandler(NoteContentSharing)
export class NoteContentSharingHandler implements ICommandHandler<NoteContentSharing> {
  constructor(private readonly sessions: RecordingSessionStore) {}

  async execute({ callId, started, notification }: NoteContentSharing): Promise<void> {
    const change = { by: 'teams', notification } as const;
    await this.sessions.change(
      callId,
      (session) => session.noteContentSharing(started, notification.receivedAt),
      change,
    );
  }
}
