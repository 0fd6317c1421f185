import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { MediaHostStore } from '../media-host.store.js';
import { placement, SILENT_AFTER_MS, type CallPlace } from '../placement.js';

/** Which host to ask, and where. */
export interface Seat {
  hostId: string;
  url: string;
}

/**
 * Room for one call on one media host, or null when no host has any. Asked again for the same call it names the same
 * host, unless that one is excluded by now: then the call moves. Two statements unless there is a race.
 */
export class ReserveSeat extends Command<Seat | null> {
  constructor(readonly call: CallPlace & { callId: string }) {
    super();
  }
}

/** Every round lost means that another replica has just reserved for this very call. */
const ROUNDS = 5;

@CommandHandler(ReserveSeat)
export class ReserveSeatHandler implements ICommandHandler<ReserveSeat> {
  constructor(
    private readonly hosts: MediaHostStore,
    private readonly clock: Clock,
  ) {}

  async execute({ call }: ReserveSeat): Promise<Seat | null> {
    for (let round = 1; round <= ROUNDS; round++) {
      const outcome = await this.tryOnce(call);
      if (outcome !== 'raced') return outcome;
    }
    throw new Error(`Seat for call ${call.callId} was contended ${ROUNDS} times`);
  }

  private async tryOnce(call: CallPlace & { callId: string }): Promise<Seat | null | 'raced'> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - SILENT_AFTER_MS);
    const hosts = await this.hosts.seatsFor(call.callId, since);

    const held = hosts.find((host) => host.reserved);
    if (held && !call.exclude.includes(held.hostId)) return { hostId: held.hostId, url: held.url };
    // Freed first: a call that could not move has no claim on the host that could not help.
    if (held) await this.hosts.free(call.callId, held.hostId);

    for (const { hostId, url } of placement(hosts, call, now)) {
      const outcome = await this.hosts.take(call.callId, hostId, now, since);
      if (outcome === 'taken') return { hostId, url };
      if (outcome === 'raced') return 'raced';
    }
    return null;
  }
}
