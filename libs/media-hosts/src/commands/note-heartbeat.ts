import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { HeartbeatReply, MediaHostHeartbeat } from '@app/contracts';
import { Clock } from '@app/platform';
import { MediaHostStore } from '../media-host.store.js';
import { MediaHostIdTaken } from '../media-hosts.errors.js';
import { SILENT_AFTER_MS } from '../placement.js';

/**
 * A media host says how it is. Its id belongs to the application in whose name (`reportedBy`, object id of the token's
 * service principal) it is reported, for as long as it is alive.
 * @throws MediaHostIdTaken
 */
export class NoteHeartbeat extends Command<HeartbeatReply> {
  constructor(readonly heartbeat: MediaHostHeartbeat & { hostId: string; reportedBy: string }) {
    super();
  }
}

@CommandHandler(NoteHeartbeat)
export class NoteHeartbeatHandler implements ICommandHandler<NoteHeartbeat> {
  constructor(
    private readonly hosts: MediaHostStore,
    private readonly clock: Clock,
  ) {}

  async execute({ heartbeat }: NoteHeartbeat): Promise<HeartbeatReply> {
    const { hostId, reportedBy } = heartbeat;
    const now = this.clock.now();
    const aliveSince = new Date(now.getTime() - SILENT_AFTER_MS);
    const reply = await this.hosts.heartbeat(hostId, heartbeat, reportedBy, now, aliveSince);
    if (!reply) throw new MediaHostIdTaken(hostId);
    return reply;
  }
}
