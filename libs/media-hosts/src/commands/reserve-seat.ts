import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { MediaHostStore } from '../media-host.store.js';
import { placement, SILENT_AFTER_MS, type CallPlace, type Candidate } from '../placement.js';

/** Which host to ask, and where. */
export interface Seat {
  hostId: string;
  url: string;
  /** False: it shares its host with a call that it was to be kept apart from, because no other host had room. */
  separated: boolean;
}

/**
 * Room for one call on one media host, or null when no host has any. Asked again for the same call it names the same
 * host, unless that one is excluded by now: then the call moves. Calls of one separation key go to different hosts,
 * however many replicas place them at once, as long as there are any. Two statements unless there is a race.
 */
export class ReserveSeat extends Command<Seat | null> {
  constructor(readonly call: Omit<CallPlace, 'apartFrom'> & { callId: string; separationKey: string | null }) {
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

  private async tryOnce(call: ReserveSeat['call']): Promise<Seat | null | 'raced'> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - SILENT_AFTER_MS);
    const hosts = await this.hosts.seatsFor(call.callId, since, call.separationKey);

    const held = hosts.find((host) => host.reserved);
    if (held && !call.exclude.includes(held.hostId)) {
      const separated = held.separated || call.separationKey === null;
      return { hostId: held.hostId, url: held.url, separated };
    }
    // Freed first: a call that could not move has no claim on the host that could not help.
    if (held) await this.hosts.free(call.callId, held.hostId);

    const apartFrom = hosts.filter(({ sibling }) => sibling);
    const apart = placement(hosts, { ...call, apartFrom }, now);
    const seat = await this.takeFirst(apart, call, call.separationKey, now, since);
    // Recorded beside its twin is better than not at all.
    if (seat || call.separationKey === null) return seat;
    return this.takeFirst(placement(hosts, call, now), call, null, now, since);
  }

  private async takeFirst(
    hosts: readonly Candidate[],
    { callId, separationKey: wanted }: ReserveSeat['call'],
    separationKey: string | null,
    now: Date,
    since: Date,
  ): Promise<Seat | null | 'raced'> {
    for (const { hostId, url } of hosts) {
      const outcome = await this.hosts.take(callId, hostId, now, since, separationKey);
      if (outcome === 'taken') return { hostId, url, separated: separationKey === wanted };
      if (outcome === 'raced') return 'raced';
    }
    return null;
  }
}
