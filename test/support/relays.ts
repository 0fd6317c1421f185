import { CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { type Database, DomainError, DurableCommand, type Lease, Outbox, Relay } from '@app/platform';
import { RememberedLog } from './doubles.js';

export class Do extends DurableCommand<{ key: string; name: string }> {
  static override readonly kind: string = 'test.do';

  get orderingKey(): string {
    return this.data.key;
  }

  override get dedupeKey(): string | undefined {
    return this.data.name.startsWith('once') ? this.data.name : undefined;
  }

  override retryDelayMs(): number {
    return 20;
  }
}

export class DoUrgently extends Do {
  static override readonly kind = 'test.do-urgently';
  static override readonly urgent = true;
}

export class Refused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'test.refused';
}

/** Replicas' relays on one table of durable commands, and what they ran. */
export class Relays {
  /** By name, in order. */
  readonly ran: string[] = [];
  /** What a command of this name does, other than to be noted. */
  readonly act = new Map<string, (lease: Lease) => Promise<void>>();
  private readonly relays: Relay[] = [];

  /** Called twice, two replicas. */
  async start(database: Database): Promise<Relay> {
    const module = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      providers: [DoHandler, DoUrgentlyHandler, { provide: Relays, useValue: this }],
    }).compile();
    await module.init();
    const relay = new Relay(new Outbox(database), module.get(CommandBus), new RememberedLog(), [Do, DoUrgently]);
    this.relays.push(relay);
    relay.start();
    return relay;
  }

  async stop(): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop(1_000)));
  }

  async run({ data: { name }, lease }: Do): Promise<void> {
    this.ran.push(name);
    await this.act.get(name)?.(lease);
  }
}

@CommandHandler(Do)
class DoHandler implements ICommandHandler<Do> {
  constructor(private readonly relays: Relays) {}

  execute(command: Do): Promise<void> {
    return this.relays.run(command);
  }
}

@CommandHandler(DoUrgently)
class DoUrgentlyHandler implements ICommandHandler<DoUrgently> {
  constructor(private readonly relays: Relays) {}

  execute(command: DoUrgently): Promise<void> {
    return this.relays.run(command);
  }
}
