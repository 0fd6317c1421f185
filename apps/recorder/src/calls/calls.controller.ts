import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { joinResponse, parseNotifications, type CommsNotification, type JoinDecision } from '@app/graph-comms';
import { OpenRoute } from '@app/identity';
import { DomainError, Log, Metrics } from '@app/platform';
import { LogNotification } from '@app/recording';
import { CommandBus } from '@nestjs/cqrs';
import { TooManyNotifications } from './calls.errors.js';
import { CallsDispatch, JOIN_DECISION_MS } from './calls.dispatch.js';
import type { TeamsRequest } from './inbound-token.hook.js';
import { contextOf, logged, type NotificationContext } from './notification-context.js';

const BUSY: JoinDecision = { kind: 'reject', reason: 'busy' };

/** Where Teams posts: the global webhook, and the callbackUri of each call. */
@Controller('api/calls')
@OpenRoute('Teams has a token of its own kind, which inbound-token.hook.ts has checked')
export class CallsController {
  private readonly received;

  constructor(
    private readonly dispatch: CallsDispatch,
    private readonly commands: CommandBus,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('notifications_received_total', 'Notifications of Teams, by kind', ['kind']);
  }

  @Post()
  @HttpCode(202)
  async onWebhook(@Req() request: TeamsRequest, @Res() reply: FastifyReply, @Body() body: unknown): Promise<void> {
    await this.receive(contextOf(request, null), body, reply);
  }

  @Post(':callKey')
  @HttpCode(202)
  async onCallback(
    @Req() request: TeamsRequest,
    @Res() reply: FastifyReply,
    @Param('callKey') callKey: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.receive(contextOf(request, callKey), body, reply);
  }

  private async receive(context: NotificationContext, body: unknown, reply: FastifyReply): Promise<void> {
    if (context.scenarioId) void reply.header('scenario-id', context.scenarioId);
    if (context.messageId) void reply.header('client-request-id', context.messageId);
    if (body === undefined) return this.empty(context, reply);
    const parsed = parseNotifications(body);
    switch (parsed.kind) {
      case 'legacyInvite':
        // Teams then sends the same call in Graph's form (protocol §4.11).
        return this.alone(context, parsed.kind, body, reply, 204);
      case 'foreign':
        return this.alone(context, parsed.kind, body, reply, 202);
      case 'tooMany':
        this.received.inc({ kind: parsed.kind });
        this.log.warn('a request with too many notifications was refused', { count: parsed.count });
        throw new TooManyNotifications(parsed.count);
      case 'notifications':
        return this.notifications(context, parsed.items, body, reply);
    }
  }

  private async notifications(
    context: NotificationContext,
    items: CommsNotification[],
    body: unknown,
    reply: FastifyReply,
  ): Promise<void> {
    const raw = rawItems(body, items.length);
    const joining = items.findIndex(({ kind }) => kind === 'participantJoining');
    try {
      let decision: JoinDecision | undefined;
      for (const [i, item] of items.entries()) {
        this.received.inc({ kind: item.kind });
        if (i === joining) decision = await this.decideInTime(item, raw[i], context);
        else await this.dispatch.dispatch(item, raw[i], context);
      }
      if (decision) await reply.status(200).send(joinResponse(decision));
      else await reply.status(202).send();
    } catch (error) {
      if (joining >= 0 && !reply.sent) await reply.status(200).send(joinResponse(BUSY));
      else await this.refuse(error, reply);
    }
  }

  /** Whatever goes wrong, a joining gets a decision: silence would have the participant thrown out (protocol §6.3). */
  private async decideInTime(
    item: CommsNotification,
    raw: unknown,
    context: NotificationContext,
  ): Promise<JoinDecision> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<JoinDecision>((decide) => (timer = setTimeout(decide, JOIN_DECISION_MS, BUSY)));
    const decided = this.dispatch.dispatch(item, raw, context).then(
      (decision) => decision ?? BUSY,
      (error: unknown) => {
        this.log.error('a joining could not be decided', { error: nameOf(error) });
        return BUSY;
      },
    );
    return Promise.race([decided, late]).finally(() => clearTimeout(timer));
  }

  /** Seen in the wild, cause unknown; whatever it was to say is lost, so somebody should look (protocol, Appendix A). */
  private async empty(context: NotificationContext, reply: FastifyReply): Promise<void> {
    const { tenantId, scenarioId, messageId } = context;
    this.log.error('Teams posted a notification without a body', { tenantId, scenarioId, messageId });
    return this.alone(context, 'empty', null, reply, 202);
  }

  private async alone(
    context: NotificationContext,
    kind: 'legacyInvite' | 'foreign' | 'empty',
    body: unknown,
    reply: FastifyReply,
    status: number,
  ): Promise<void> {
    this.received.inc({ kind });
    try {
      await this.commands.execute(new LogNotification(logged(context, { kind }, body)));
      await reply.status(status).send();
    } catch (error) {
      await this.refuse(error, reply);
    }
  }

  /** A refusal goes to the filter; anything else means that it could not be stored, and Teams may try again: 503. */
  private async refuse(error: unknown, reply: FastifyReply): Promise<void> {
    if (error instanceof DomainError) throw error;
    this.log.error('a notification could not be stored', { error: nameOf(error) });
    await reply.status(503).send();
  }
}

/** The items as received, in the order of the parsed ones; a bare joining is the whole body. */
function rawItems(body: unknown, count: number): unknown[] {
  const value = typeof body === 'object' && body !== null && 'value' in body ? body.value : null;
  return Array.isArray(value) && value.length === count ? value : [body];
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
}
