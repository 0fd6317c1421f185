import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { RecorderUptime } from '../uptime/recorder-uptime.store.js';

/**
 * A recorder can take invitations just now. It says so every few seconds, so that it is on record later whether an
 * invitation would have found anybody.
 */
export class NoteUptime extends Command<void> {
  constructor(
    /** Of its process: a UUID. */
    readonly recorderId: string,
  ) {
    super();
  }
}

@CommandHandler(NoteUptime)
export class NoteUptimeHandler implements ICommandHandler<NoteUptime> {
  constructor(
    private readonly uptime: RecorderUptime,
    private readonly clock: Clock,
  ) {}

  async execute({ recorderId }: NoteUptime): Promise<void> {
    await this.uptime.note(recorderId, this.clock.now());
  }
}
