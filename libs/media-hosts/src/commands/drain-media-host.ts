import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MediaHostStore } from '../media-host.store.js';
import { NoSuchMediaHost } from '../media-hosts.errors.js';

/**
 * An operator wants no new calls on a host, or wants them again. Present calls go on; the host learns of it with its next
 * heartbeat.
 * @throws NoSuchMediaHost
 */
export class DrainMediaHost extends Command<void> {
  constructor(readonly order: { hostId: string; drain: boolean }) {
    super();
  }
}

@CommandHandler(DrainMediaHost)
export class DrainMediaHostHandler implements ICommandHandler<DrainMediaHost> {
  constructor(private readonly hosts: MediaHostStore) {}

  async execute({ order: { hostId, drain } }: DrainMediaHost): Promise<void> {
    if (!(await this.hosts.drain(hostId, drain))) throw new NoSuchMediaHost(hostId);
  }
}
