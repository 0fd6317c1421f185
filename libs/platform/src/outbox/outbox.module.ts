import {
  type DynamicModule,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Log } from '../logging.js';
import { Metrics } from '../metrics.js';
import type { DurableCommandClass } from './durable-command.js';
import { Outbox } from './outbox.store.js';
import { Relay } from './relay.js';

/** The outbox and its relay, for the durable commands that the composition root names. */
@Module({})
export class OutboxModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(Relay) private readonly relay: Relay,
    @Inject(Config) private readonly config: Config,
    @Inject(Outbox) outbox: Outbox,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const lag = 'For how long the oldest durable command could run and does not; of all recorders';
    metrics.watch('outbox_lag_seconds', lag, async () => [{ value: (await outbox.lag()).lagSeconds }]);
    const depth = 'Durable commands of all recorders by what holds them: later, due, running, setAside';
    const read = async () => (await outbox.depth()).map(({ state, count }) => ({ labels: { state }, value: count }));
    metrics.watch('outbox_commands', depth, read, ['state']);
  }

  static forCommands(classes: readonly DurableCommandClass[]): DynamicModule {
    return {
      module: OutboxModule,
      global: true,
      providers: [
        { provide: Outbox, useFactory: (database: Database) => new Outbox(database), inject: [Database] },
        {
          provide: Relay,
          useFactory: (outbox: Outbox, commands: CommandBus, log: Log) => new Relay(outbox, commands, log, classes),
          inject: [Outbox, CommandBus, Log],
        },
      ],
      exports: [Outbox, Relay],
    };
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.stop(this.config.shutdownGraceSeconds * 1000);
  }
}
