import type { CommandBus } from '@nestjs/cqrs';
import { DomainError } from '../domain-error.js';
import type { Log } from '../logging.js';
import type { DurableCommand, DurableCommandClass } from './durable-command.js';
import type { Claim, CommandRunner, Outbox } from './outbox.store.js';

/** How often other replicas' work is looked at: what a dead one left behind waits this long at most, after its lease. */
const POLL_MS = 200;
/** A third of the lease. */
const RENEW_MS = 300;

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
  kinds: string[];
  limit: number;
  running: Set<Claim>;
  claiming: boolean;
  claimedAt: number;
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
  private readonly timers: NodeJS.Timeout[] = [];
  /** Keys whose command is here and whose end has not been told to the outbox: that will bring the one behind it. */
  private readonly keys = new Set<string>();
  private finished: Claim[] = [];
  private finishing = false;
  private lookAgain = false;
  private stopped = true;

  constructor(
    private readonly outbox: Outbox,
    private readonly commands: CommandBus,
    private readonly log: Log,
    classes: readonly DurableCommandClass[],
  ) {
    this.classes = new Map(classes.map((commandClass) => [commandClass.kind, commandClass]));
    if (this.classes.size !== classes.length) throw new Error('Two durable commands share one kind');
    this.lanes = [true, false].map((urgent) => ({
      kinds: classes.filter((commandClass) => commandClass.urgent === urgent).map(({ kind }) => kind),
      limit: urgent ? MOST_URGENT : MOST_OTHERS,
      running: new Set(),
      claiming: false,
      claimedAt: 0,
      again: false,
    }));
    outbox.attach(this);
  }

  start(): void {
    this.stopped = false;
    this.timers.push(
      setInterval(() => this.wake(), POLL_MS),
      setInterval(() => void this.renew(), RENEW_MS),
    );
    this.wake();
  }

  hasRoom(kind: string): boolean {
    const lane = this.laneOf(kind);
    return !this.stopped && lane !== undefined && lane.running.size < lane.limit;
  }

  run(claims: readonly Claim[]): void {
    for (const claim of claims) {
      const lane = this.laneOf(claim.kind);
      // A kind of a newer release: its lease ends, and a replica that knows it takes over.
      if (lane) void this.runOne(lane, claim);
    }
  }

  /** An end that is told to the outbox while these are being stored may miss them. */
  noteDue(orderingKeys: readonly string[]): void {
    if (orderingKeys.every((key) => this.keys.has(key))) return;
    if (this.finishing) this.lookAgain = true;
    else this.wake();
  }

  /** Stops claiming, lets claimed work finish for at most `graceMs`, and gives the rest back to other replicas. */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.splice(0, 1)) clearInterval(timer);
    const until = Date.now() + graceMs;
    while (this.inFlight().length > 0 && Date.now() < until) await new Promise((wake) => setTimeout(wake, 10));
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await this.outbox.release(this.inFlight());
  }

  /** Look now rather than at the next poll. */
  private wake(): void {
    for (const lane of this.lanes) void this.fill(lane);
  }

  private inFlight(): Claim[] {
    return this.lanes.flatMap(({ running }) => [...running]);
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
        const room = Math.min(lane.limit - lane.running.size, 64);
        if (this.stopped || room <= 0 || lane.kinds.length === 0) return;
        const claims = await this.outbox.claim(lane.kinds, room);
        this.run(claims);
        if (claims.length === room) lane.again = true;
      } while (lane.again);
    } catch (error) {
      // The database is away: the poll tries again, and nothing is lost meanwhile.
      this.log.warn('durable commands could not be claimed', { error: describe(error) });
    } finally {
      lane.claiming = false;
    }
  }

  private laneOf(kind: string): Lane | undefined {
    return this.lanes.find(({ kinds }) => kinds.includes(kind));
  }

  private async runOne(lane: Lane, claim: Claim): Promise<void> {
    lane.running.add(claim);
    this.keys.add(claim.orderingKey);
    const commandClass = this.classes.get(claim.kind) as DurableCommandClass;
    const command: DurableCommand = new commandClass(claim.data as never);
    try {
      await this.commands.execute(command);
      this.finished.push(claim);
      await this.finish();
    } catch (error) {
      this.keys.delete(claim.orderingKey);
      await this.fail(command, claim, error).catch((fault: unknown) =>
        this.log.warn('a failed command could not be put back; its lease will end', { error: describe(fault) }),
      );
    } finally {
      lane.running.delete(claim);
      // A full lane has left due commands behind; otherwise nothing new can have become due by this.
      if (lane.running.size >= lane.limit - 1) void this.fill(lane);
    }
  }

  /** What finishes while one deletion is under way goes together into the next. */
  private async finish(): Promise<void> {
    if (this.finishing) return;
    this.finishing = true;
    try {
      while (this.finished.length > 0) {
        const done = this.finished.splice(0);
        for (const { orderingKey } of done) this.keys.delete(orderingKey);
        const behind = await this.outbox.finish(done);
        if (this.stopped) await this.outbox.release(behind);
        else this.run(behind);
      }
    } catch (error) {
      // They will run once more when their leases end, and are safe to do twice.
      this.log.warn('finished commands could not be deleted', { error: describe(error) });
    } finally {
      this.finishing = false;
      if (this.lookAgain) this.wake();
      this.lookAgain = false;
    }
  }

  private async fail(command: DurableCommand, claim: Claim, error: unknown): Promise<void> {
    const fields = { command: claim.kind, attempt: claim.attempts, orderingKey: command.orderingKey };
    if (error instanceof DomainError) {
      this.log.error('a durable command was refused and set aside', { ...fields, code: error.code });
      await this.outbox.bury(claim, error.code);
      this.wake();
      return;
    }
    const delayMs = command.retryDelayMs(claim.attempts);
    this.log.warn('a durable command failed and will be repeated', { ...fields, delayMs, error: describe(error) });
    await this.outbox.postpone(claim, delayMs, describe(error));
  }

  private async renew(): Promise<void> {
    const claims = this.inFlight();
    if (claims.length === 0) return;
    await this.outbox
      .renew(claims)
      .catch((error: unknown) => this.log.warn('leases could not be renewed', { error: describe(error) }));
  }
}

/** Names the fault without quoting bodies: messages of our own errors carry ids only. */
function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
}
