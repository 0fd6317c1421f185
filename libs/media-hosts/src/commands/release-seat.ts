import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MediaHostStore } from '../media-host.store.js';

/** The call needs its seat no longer. Harmless when repeated, and when there never was one. */
export class ReleaseSeat extends Command<void> {
  constructor(readonly call: { callId: string }) {
    super();
  }
}

@CommandHandler(ReleaseSeat)
export class ReleaseSeatHandler implements ICommandHandler<ReleaseSeat> {
  constructor(private readonly hosts: MediaHostStore) {}

  async execute({ call }: ReleaseSeat): Promise<void> {
    await this.hosts.free(call.callId, null);
  }
}
