import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Batcher, Database } from '@app/platform';
import { appendAll, type LoggedNotification } from '../notification-log.store.js';

/** Keeps what Teams said although no session follows from it: unknown calls, unknown kinds, operations. */
export class LogNotification extends Command<void> {
  constructor(readonly notification: LoggedNotification) {
    super();
  }
}

/** Large enough for a burst, small enough that nobody waits long for its end. */
const MOST_TOGETHER = 64;

/** Those that arrive together are stored together: at the top of the hour there is an operation for each call (protocol §4.9). */
@CommandHandler(LogNotification)
export class LogNotificationHandler implements ICommandHandler<LogNotification> {
  private readonly appends;

  constructor(private readonly database: Database) {
    const limits = { most: MOST_TOGETHER, sideBySide: 1 };
    this.appends = new Batcher((entries: readonly LoggedNotification[]) => this.append(entries), limits);
  }

  execute({ notification }: LogNotification): Promise<void> {
    return this.appends.submit(notification);
  }

  private async append(entries: readonly LoggedNotification[]): Promise<PromiseFulfilledResult<void>[]> {
    await appendAll(this.database, entries);
    return entries.map(() => ({ status: 'fulfilled', value: undefined }));
  }
}
