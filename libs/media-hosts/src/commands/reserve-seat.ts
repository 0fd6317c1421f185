import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import type { MediaHost } from '../media-host.entity.js';
import { MediaHostStore } from '../media-host.store.js';
import { failureDomainOf, placement, SILENT_AFTER_MS, type CallPlace } from '../placement.js';

/** Which host to ask, and where. */
export interface Seat {
  hostId: string;
  url: string;
  /** False: it shares its host with a call that it was to be kept apart from, because no other host had room. */
  separated: boolean;
}

/**
 * Room for one call on one media host, or null when no host has any. Asked again for the same call it names the same
 * host, unless that one is excluded by now: then the call moves. Calls of one separation key go to different failure
 * domains, or at least hosts, as long as there are any, however many replicas place them at once. Two statements unless
 * there is a race.
 */
export class ReserveSeat extends Command<Seat | null> {
  constructor(readonly call: CallPlace & { callId: string; separationKey: string | null }) {
    super();
  }
}

/** Every round lost means that another replica has just reserved for this very call, or for a sibling. */
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

  private async tryOnce(call: ReserveSeat['call']): Promise<Seat | null | 'raced'> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - SILENT_AFTER_MS);
    const hosts = await this.hosts.seatsFor(call.callId, since, call.separationKey);

    const held = hosts.find((host) => host.reserved);
    if (held && !call.exclude.includes(held.hostId)) return seatAt(held, held.separatedBy !== null);
    // Freed first: a call that could not move has no claim on the host that could not help.
    if (held) await this.hosts.free(call.callId, held.hostId);

    const siblings = hosts.flatMap(({ hostId, region, siblingsIn }) =>
      siblingsIn.map((failureDomain) => ({ hostId, region, failureDomain })),
    );
    for (const { host, separatedBy } of placement(hosts, siblings, call, now)) {
      const { callId, separationKey } = call;
      const [hostId, failureDomain] = [host.hostId, failureDomainOf(host)];
      const seat = { callId, hostId, reservedAt: now, separationKey, failureDomain, separatedBy };
      const outcome = await this.hosts.take(seat, since);
      if (outcome === 'taken') return seatAt(host, separatedBy !== null);
      if (outcome === 'raced') return 'raced';
    }
    return null;
  }
}

function seatAt({ hostId, url }: Pick<MediaHost, 'hostId' | 'url'>, separated: boolean): Seat {
  return { hostId, url, separated };
}
