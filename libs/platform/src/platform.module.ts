import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Clock, SystemClock } from './clock.js';
import { Config } from './config/config.js';
import { connect } from './database/connect.js';
import { Database } from './database/database.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './database/embedded-postgres.js';
import { EventLoopLoad } from './event-loop-load.js';
import { HttpClient } from './http/http-client.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Jobs } from './jobs/job.js';
import { Log, PinoLog } from './logging.js';
import { Metrics } from './metrics.js';
import { NO_TRACING, startTracing, type Tracing } from './tracing/tracing.js';

const DATABASE_SERVER = Symbol('DATABASE_SERVER');
const TRACING = Symbol('TRACING');
type DatabaseServer = Pick<EmbeddedPostgres, 'url' | 'stop'>;

/** What every context needs and no context owns; global, so that nobody imports it twice. */
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DATABASE_SERVER) private readonly server: DatabaseServer,
    @Inject(HttpClient) private readonly http: HttpClient,
    @Inject(TRACING) private readonly tracing: Tracing,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const help =
      "This program's connections to Postgres, by whose questions go over them, and state; waiting: who gets none yet";
    const statements = 'Statements sent to Postgres, BEGIN and COMMIT among them';
    metrics.tally('database_statements_total', statements, () => this.database.statements);
    const { waitedMs } = this.database;
    const forConnections = 'Time that was waited for a connection to Postgres, of all who waited added up';
    metrics.tally('database_connection_wait_seconds_total', forConnections, () => waitedMs.connection / 1_000);
    const forReplies = 'Time from sending a statement to its reply, of all statements added up';
    metrics.tally('database_reply_wait_seconds_total', forReplies, () => waitedMs.reply / 1_000);
    const busy = 'Time in which the event loop had work to do';
    metrics.tally('event_loop_busy_seconds_total', busy, () => performance.eventLoopUtilization().active / 1_000);
    metrics.watch('database_connections', help, () => Promise.resolve(connectionsOf(database)), ['pool', 'state']);
  }

  /**
   * `service` names this program in logs, metrics and the database's list of connections. `prepareEmbedded` is run on
   * an embedded database before anybody uses it: nobody else could bring its schema up to date.
   */
  static forRoot(
    config: Config,
    service: string,
    prepareEmbedded: (url: string) => Promise<unknown> = () => Promise.resolve(),
  ): DynamicModule {
    const log = new PinoLog(config.logLevel, service);
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useClass: SystemClock },
        { provide: Log, useValue: log },
        { provide: Metrics, useFactory: () => new Metrics(service) },
        { provide: TRACING, useFactory: () => (config.traces ? startTracing(service, log) : NO_TRACING) },
        { provide: HttpClient, useFactory: () => new HttpClient() },
        { provide: EventLoopLoad, useFactory: () => new EventLoopLoad() },
        { provide: DATABASE_SERVER, useFactory: () => databaseServer(config, prepareEmbedded) },
        {
          provide: Database,
          useFactory: async ({ url }: DatabaseServer) => {
            const applicationName = service;
            const forCalls = await connect({ url, applicationName, asks: 'calls' }, log);
            return new Database(forCalls, await connect({ url, applicationName, asks: 'people' }, log));
          },
          inject: [DATABASE_SERVER],
        },
        Jobs,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Config, Clock, Log, Metrics, HttpClient, EventLoopLoad, Database, Jobs],
    };
  }

  /** After the server took its last request and durable commands came to rest: nobody needs these any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
    await this.database.close();
    await this.server.stop();
    await this.tracing.stop();
  }
}

function connectionsOf({ pools }: Database) {
  return Object.entries(pools).flatMap(([pool, { totalCount, idleCount, waitingCount }]) => {
    const states = { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
    return Object.entries(states).map(([state, value]) => ({ labels: { pool, state }, value }));
  });
}

/** The configured server is somebody else's to migrate and to stop. */
async function databaseServer(
  { database: { url, dataDir } }: Config,
  prepareEmbedded: (url: string) => Promise<unknown>,
): Promise<DatabaseServer> {
  if (url !== null) return { url, stop: () => Promise.resolve() };
  const server = await startEmbeddedPostgres({ dataDir });
  await prepareEmbedded(server.url);
  return server;
}
