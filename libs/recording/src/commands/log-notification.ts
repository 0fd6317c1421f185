import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@app/platform';
import { appendNotification, type LoggedNotification } from '../notification-log.store.js';

/** Keeps what Teams said although no session follows from it: unknown calls, unknown kinds, operations. */
export class LogNotification extends Command<void> {
  constructor(readonly notification: LoggedNotification) {
    super();
  }
}

@CommandHandler(LogNotification)
export class LogNotificationHandler implements ICommandHandler<LogNotification> {
  constructor(private readonly database: Database) {}

  async execute({ notification }: LogNotification): Promise<void> {
    await appendNotification(this.database, notification);
  }
}
