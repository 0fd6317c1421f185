import { Injectable } from '@nestjs/common';
import { AppTokens, Config, HttpClient } from '@app/platform';

/** Shorter than the time after which an idle connection is closed. */
const WARM_EVERY_MS = 60_000;
/** Invites of one conversation come together. */
const CONNECTIONS = 2;

/** Fetches ahead of need what an answer would otherwise wait for: tokens and open connections (protocol §11.3, §12.1). */
@Injectable()
export class GraphWarmth {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly tokens: AppTokens,
    private readonly http: HttpClient,
  ) {}

  /** Resolves when everything was tried once, whatever came of it. */
  async start(): Promise<void> {
    this.timer = setInterval(() => void this.warm(), WARM_EVERY_MS);
    this.timer.unref();
    await this.warm();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Asking for a token keeps it renewed, also for a tenant that nobody calls from over a weekend. */
  private async warm(): Promise<void> {
    const { graph, calls, entra, media } = this.config;
    const served = calls.tenants === '*' ? [entra.tenantId] : calls.tenants;
    await Promise.allSettled([
      ...Array.from({ length: CONNECTIONS }, () => this.http.warm(graph.url)),
      ...served.map((tenantId) => this.tokens.get(graph.url, tenantId)),
      this.tokens.get(media.audience, entra.tenantId),
    ]);
  }
}
