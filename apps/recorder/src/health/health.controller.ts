import { Controller, Get, Header, HttpCode, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InboundTokens } from '@app/graph-comms';
import { OpenRoute } from '@app/identity';
import { Database, Metrics, Outbox, type Statement } from '@app/platform';

const PING: Statement = { name: 'health.ping', text: 'SELECT 1 AS alive' };
/** Durable commands that wait longer than this would miss answers. */
const MOST_LAG_SECONDS = 2;

/** For operators and load balancers. Says what is wrong, and nothing of any call. */
@Controller()
@OpenRoute('health and metrics carry no data of any tenant; keep them inside the network')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly inbound: InboundTokens,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs. */
  @Get('health/live')
  @HttpCode(200)
  live(): { status: string } {
    return { status: 'live' };
  }

  /** It can take a call: database, Teams' keys, and nothing that waits in the outbox for long. */
  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [database, outbox] = await Promise.all([
      this.database.query(PING).then(
        () => true,
        () => false,
      ),
      this.outbox.lag().then(
        ({ lagSeconds }) => lagSeconds < MOST_LAG_SECONDS,
        () => false,
      ),
    ]);
    const checks = { database, outbox, inboundKeys: this.inbound.ready };
    const isReady = Object.values(checks).every(Boolean);
    await reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'notReady', checks });
  }

  @Get('metrics')
  @Header('cache-control', 'no-store')
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-type', this.metrics.contentType).send(await this.metrics.text());
  }
}
