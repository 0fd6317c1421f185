import { setTimeout as sleep } from 'node:timers/promises';
import { Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppTokens, Clock, Config, HttpClient, Log, OpenIdKeys } from '@app/platform';
import { MsalAppTokens } from './app-token.js';
import { GraphCommsClient } from './graph-comms.client.js';
import { GraphWarmth } from './graph-warmth.js';
import { HttpGraphCommsClient } from './http-graph-comms.client.js';
import { InboundTokens } from './inbound-token.js';
import { PermissionCheck } from './permission-check.js';

/** A start waits this long for keys, tokens and connections; what is late arrives in the background. */
const START_PATIENCE_MS = 2_000;

/**
 * The protocol: what Teams tells us and what we ask of Graph. Clock, Config, HttpClient and Log are the platform's.
 * Global, because media hosts are shown our tokens too.
 */
@Global()
@Module({
  providers: [
    {
      provide: MsalAppTokens,
      inject: [Config, HttpClient, Clock, Log],
      useFactory: ({ entra }: Config, http: HttpClient, clock: Clock, log: Log) =>
        new MsalAppTokens(entra, http, clock, log),
    },
    { provide: AppTokens, useExisting: MsalAppTokens },
    {
      provide: InboundTokens,
      inject: [Config, HttpClient, Log, Clock],
      useFactory: ({ calls }: Config, http: HttpClient, log: Log, clock: Clock) =>
        new InboundTokens(new OpenIdKeys(http, log, clock, calls.openIdUrls), calls),
    },
    { provide: GraphCommsClient, useClass: HttpGraphCommsClient },
    PermissionCheck,
    GraphWarmth,
  ],
  exports: [GraphCommsClient, AppTokens, InboundTokens, PermissionCheck],
})
export class GraphCommsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly inbound: InboundTokens,
    private readonly tokens: MsalAppTokens,
    private readonly warmth: GraphWarmth,
  ) {}

  /** An invite finds everything warm; but a service that cannot reach its issuers yet must still come up. */
  async onApplicationBootstrap(): Promise<void> {
    const warm = Promise.all([this.inbound.start(), this.warmth.start()]);
    await Promise.race([warm, sleep(START_PATIENCE_MS, null, { ref: false })]);
  }

  onApplicationShutdown(): void {
    this.inbound.stop();
    this.tokens.stop();
    this.warmth.stop();
  }
}
