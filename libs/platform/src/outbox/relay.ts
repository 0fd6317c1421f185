import { SpanKind } from '@opentelemetry/api';
import type { CommandBus } from '@nestjs/cqrs';
import { DomainError } from '../domain-error.js';
import type { Log } from '../logging.js';
import { inSpan, type SpanOptions } from '../tracing/spans.js';
import type { DurableCommand, DurableCommandClass } from './durable-command.js';
import { LeaseLost } from './lease.js';
import { Leases } from './leases.js';
import type { Claim, CommandRunner, Outbox } from './outbox.store.js';
import { Outcomes, type Outcome } from './outcomes.js';

/** How often other replicas' work is looked at: what a dead one left behind waits this long at most, after its lease. */
const POLL_MS = 200;
const POLL_URGENT_MS = 100;
/** And what has been due for long, because nobody could run it, is looked for this often. */
const LOOK_BACK_MS = 2_000;
/** A third of the lease. */
const RENEW_MS = 250;
/** After the database was away, whoever could not renew a lease meanwhile has this long before it is taken over. */
const RENEWED_BY_MS = 2 * RENEW_MS;

/** Answers wait for Graph and media hosts, not for us: many go side by side. Of the rest, so few that answers find a connection. */
const MOST_URGENT = 256;
const MOST_OTHERS = 32;

/**
 * Least time between two looks of a lane. Under load what falls due meanwhile is claimed together; a lane at rest
 * looks at once.
 */
const CLAIM_GAP_MS = 5;

/** Commands of one urgency, run side by side up to a limit. */
interface Lane {
  urgent: boolean;
  kinds: string[];
  limit: number;
  running: number;
  claiming: boolean;
  claimedAt: number;
  lookedBackAt: number;
  /** Something may have become due while a claim was under way. */
  again: boolean;
}

/**
 * Runs durable commands when they are due. What this replica stores it has claimed as it stored it, and what stands
 * behind a command that ran comes with its end; looking at the table is for what was left behind, fell due by time, or
 * found no room.
 */
export class Relay implements CommandRunner {
  private readonly classes: ReadonlyMap<string, DurableCommandClass>;
  private readonly lanes: Lane[];
  private readonly leases: Leases;
  private readonly outcomes: Outcomes;
  private readonly timers: NodeJS.Timeout[] = [];
  /** Keys whose command is here and whose end has not been told to the outbox: that will bring the one behind it. */
  private readonly keys = new Set<string>();
  private lookAgain = false;
  private stopped = true;
  /** When the outbox last could not be reached. */
  private awayAt = -Infinity;

  constructor(
    private readonly outbox: Outbox,
    private readonly commands: CommandBus,
    private readonly log: Log,
    classes: readonly DurableCommandClass[],
  ) {
    this.classes = new Map(classes.map((commandClass) => [commandClass.kind, commandClass]));
    if (this.classes.size !== classes.length) throw new Error('Two durable commands share one kind');
    this.lanes = [true, false].map((urgent) => ({
      urgent,
      kinds: classes.filter((commandClass) => commandClass.urgent === urgent).map(({ kind }) => kind),
      limit: urgent ? MOST_URGENT : MOST_OTHERS,
      running: 0,
      claiming: false,
      claimedAt: 0,
      lookedBackAt: -Infinity,
      again: false,
    }));
    this.leases = new Leases(outbox);
    this.outcomes = new Outcomes(outbox, this.leases, {
      telling: (claims) => claims.forEach(({ orderingKey }) => this.keys.delete(orderingKey)),
      untold: (claims, error) => {
        for (const { orderingKey } of claims) this.keys.add(orderingKey);
        this.noteAway('what became of durable commands could not be stored, and will be', error);
      },
      next: (claims) => this.run(claims),
      rest: () => {
        if (this.lookAgain) this.wake();
        this.lookAgain = false;
      },
    });
    outbox.attach(this);
  }

  start(): void {
    this.stopped = false;
    this.timers.push(
      ...this.lanes.map((lane) => setInterval(() => void this.fill(lane), lane.urgent ? POLL_URGENT_MS : POLL_MS)),
      setInterval(() => void this.renew(), RENEW_MS),
    );
    this.wake();
  }

  hasRoom(kind: string): boolean {
    const lane = this.laneOf(kind);
    return !this.stopped && lane !== undefined && lane.running < lane.limit;
  }

  run(claims: readonly Claim[]): void {
    if (this.stopped) return void this.giveBack(claims);
    for (const claim of claims) {
      const lane = this.laneOf(claim.kind);
      // A kind of a newer release: its lease ends, and a replica that knows it takes over.
      if (lane) void this.runOne(lane, claim);
    }
  }

  /** An end that is told to the outbox while these are being stored may miss them. */
  noteDue(orderingKeys: readonly string[]): void {
    if (orderingKeys.every((key) => this.keys.has(key))) return;
    if (this.outcomes.isTelling) this.lookAgain = true;
    else this.wake();
  }

  /** Stops claiming, lets claimed work finish for at most `graceMs`, and gives the rest back to other replicas. */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.splice(0, this.lanes.length)) clearInterval(timer);
    const until = Date.now() + graceMs;
    while (!this.isAtRest && Date.now() < until) await new Promise((wake) => setTimeout(wake, 10));
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    const left = this.leases.all();
    // What still runs here may say nothing more: somebody else is about to run it.
    this.leases.drop(left);
    await this.giveBack(left);
  }

  /** Look now rather than at the next poll. */
  private wake(): void {
    for (const lane of this.lanes) void this.fill(lane);
  }

  private get isAtRest(): boolean {
    return this.lanes.every(({ running }) => running === 0) && this.outcomes.areTold;
  }

  private async fill(lane: Lane): Promise<void> {
    if (lane.claiming) {
      lane.again = true;
      return;
    }
    lane.claiming = true;
    try {
      do {
        const wait = lane.claimedAt + CLAIM_GAP_MS - performance.now();
        if (wait > 0) await new Promise((look) => setTimeout(look, wait));
        lane.claimedAt = performance.now();
        lane.again = false;
        // What runs here and was not renewed in time looks as if a dead replica had left it.
        if (this.leases.areStale) await this.leases.renew();
        const room = Math.min(lane.limit - lane.running, 64);
        if (this.stopped || room <= 0 || lane.kinds.length === 0) return;
        const claims = await this.claim(lane, room);
        this.run(claims);
        if (claims.length === room) lane.again = true;
      } while (lane.again);
    } catch (error) {
      this.noteAway('durable commands could not be claimed', error);
    } finally {
      lane.claiming = false;
    }
  }

  private async claim(lane: Lane, room: number): Promise<Claim[]> {
    const now = performance.now();
    const takeOver = now > this.awayAt + RENEWED_BY_MS;
    const recent = now < lane.lookedBackAt + LOOK_BACK_MS;
    const claims = await this.outbox.claim(lane.kinds, room, { takeOver, recent });
    // As long as the look back finds all that there is room for, there may be more.
    if (!recent && claims.length < room) lane.lookedBackAt = now;
    return claims;
  }

  private laneOf(kind: string): Lane | undefined {
    return this.lanes.find(({ kinds }) => kinds.includes(kind));
  }

  private async runOne(lane: Lane, claim: Claim): Promise<void> {
    lane.running += 1;
    this.keys.add(claim.orderingKey);
    this.leases.hold(claim);
    const outcome = await this.outcomeOf(claim);
    lane.running -= 1;
    // A full lane has left due commands behind; otherwise nothing new can have become due by this.
    if (lane.running >= lane.limit - 1) void this.fill(lane);
    if (!outcome) return void this.keys.delete(claim.orderingKey);
    await this.outcomes.add(outcome);
    // Nobody else looks after those behind it.
    if (outcome.is === 'refused') this.wake();
  }

  /** Null: what becomes of it is another replica's to say. */
  private async outcomeOf(claim: Claim): Promise<Outcome | null> {
    const commandClass = this.classes.get(claim.kind) as DurableCommandClass;
    const command: DurableCommand = new commandClass(claim.data as never);
    const fields = { command: claim.kind, attempt: claim.attempts, orderingKey: claim.orderingKey };
    try {
      command.lease = { confirm: () => this.leases.confirm(claim) };
      command.attempt = claim.attempts;
      await command.lease.confirm();
      await inSpan(
        `process ${claim.kind}`,
        () => spanOf(claim),
        () => this.commands.execute(command),
      );
      return { claim, is: 'done' };
    } catch (error) {
      if (error instanceof LeaseLost) {
        this.log.warn('a durable command was taken over by another replica', fields);
        return null;
      }
      if (error instanceof DomainError) {
        this.log.error('a durable command was refused and set aside', { ...fields, code: error.code });
        return { claim, is: 'refused', code: error.code };
      }
      const delayMs = command.retryDelayMs(claim.attempts);
      this.log.warn('a durable command failed and will be repeated', { ...fields, delayMs, error: describe(error) });
      return { claim, is: 'failed', againAt: performance.now() + delayMs, error: describe(error) };
    }
  }

  private async renew(): Promise<void> {
    try {
      await this.leases.renew();
      await this.outcomes.tell();
    } catch (error) {
      this.noteAway('leases could not be renewed', error);
    }
  }

  /** Nothing is lost meanwhile, and the timers try again; others, whose leases ended as well, get time to renew theirs. */
  private noteAway(what: string, error: unknown): void {
    this.awayAt = performance.now();
    this.log.warn(what, { error: describe(error) });
  }

  /** Or their leases end by themselves. */
  private async giveBack(claims: readonly Claim[]): Promise<void> {
    try {
      await this.outbox.release(claims);
    } catch (error) {
      this.noteAway('claims could not be given back', error);
    }
  }
}

/** By OpenTelemetry's conventions for messaging; the ordering key begins with the call's id. */
function spanOf({ id, kind, orderingKey, attempts, traceparent }: Claim): SpanOptions {
  const attributes = {
    'messaging.system': 'witness.outbox',
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.destination.name': kind,
    'messaging.message.id': id,
    'witness.ordering_key': orderingKey,
    'witness.attempt': attempts,
  };
  return { kind: SpanKind.CONSUMER, attributes, from: traceparent };
}

/** Names the fault without quoting bodies: messages of our own errors carry ids only. */
function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
}
