import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { joinResponse, parseNotifications, type CommsNotification } from '@app/graph-comms';
import { OpenRoute } from '@app/identity';
import { annotate, DomainError, Log, Metrics, sideBySide, tellStory } from '@app/platform';
import { LogNotification, type JoinReply } from '@app/recording';
import { CommandBus } from '@nestjs/cqrs';
import { TooManyNotifications } from './calls.errors.js';
import { CallsDispatch, JOIN_DECISION_MS } from './calls.dispatch.js';
import { JoiningMetrics } from './joining-metrics.js';
import type { TeamsRequest } from './inbound-token.hook.js';
import { contextOf, logged, requestAttributes, storyOf, type NotificationContext } from './notification-context.js';

const BUSY: JoinReply = { decision: { kind: 'reject', reason: 'busy' } };

/** What is not stored by then is refused, whatever holds it up: an invite is still worth another try (protocol §15.1). */
const STORED_WITHIN_MS = 3_000;

/** Where Teams posts: the global webhook, and the callbackUri of each call. */
@Controller('api/calls')
@OpenRoute('Teams has a token of its own kind, which inbound-token.hook.ts has checked')
export class CallsController {
  private readonly received;
  private readonly notStored;

  constructor(
    private readonly dispatch: CallsDispatch,
    private readonly commands: CommandBus,
    private readonly log: Log,
    private readonly joinings: JoiningMetrics,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('notifications_received_total', 'Notifications of Teams, by kind', ['kind']);
    const help =
      'Notifications answered 503, and joinings answered busy, because they could not be stored in time, by kind';
    this.notStored = metrics.counter('notifications_not_stored_total', help, ['kind']);
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
    tellStory(() => storyOf(context, items));
    annotate(() => requestAttributes(context, items));
    const asksToJoin = items.some(({ kind }) => kind === 'participantJoining');
    const left = new Set(items);
    try {
      // Whatever goes wrong, a joining gets a decision: silence would have the participant thrown out (protocol §6.3).
      const spentMs = Date.now() - context.receivedAt.getTime();
      const withinMs = asksToJoin ? JOIN_DECISION_MS - spentMs : STORED_WITHIN_MS;
      const joined = await within(withinMs, this.dispatchAll(items, rawItems(body, items.length), left, context));
      if (asksToJoin) await this.tell(joined ?? BUSY, context, reply);
      else await reply.status(202).send();
    } catch (error) {
      const kinds = [...left].map(({ kind }) => kind);
      if (!asksToJoin || reply.sent) return this.refuse(error, kinds, reply);
      this.tellNotStored(error, kinds);
      await this.tell(BUSY, context, reply);
    }
  }

  private async tell(joined: JoinReply, context: NotificationContext, reply: FastifyReply): Promise<void> {
    this.joinings.count(joined, context);
    await reply.status(200).send(joinResponse(joined.decision));
  }

  /**
   * Those of one call one after another, and calls side by side; what is done leaves `left`. Throws when all have come to
   * an end. Returns what became of who asks to join: of the first of several, which has never been seen
   * (protocol §6.3).
   */
  private async dispatchAll(
    items: readonly CommsNotification[],
    raw: readonly unknown[],
    left: Set<CommsNotification>,
    context: NotificationContext,
  ): Promise<JoinReply | undefined> {
    const [first, ...more] = items.filter(({ kind }) => kind === 'participantJoining');
    if (more.length > 0) this.log.error('Teams asked for several joinings in one request', { count: more.length + 1 });
    const turnOf = turnsOf(items);
    const halted = new Set<string>();
    const faults: unknown[] = [];
    let joined: JoinReply | undefined;
    const take = async ([i, item]: [number, CommsNotification]) => {
      if (halted.has(turnOf(item))) return;
      this.received.inc({ kind: item.kind });
      try {
        const told = await this.dispatch.dispatch(item, raw[i], context);
        if (item === first) joined = told;
        left.delete(item);
      } catch (error) {
        faults.push(error);
        // What follows of this call comes again with it, in its order. Unless Teams is told busy, and takes it as an answer.
        if (!first) halted.add(turnOf(item));
      }
    };
    await sideBySide([...items.entries()], ([, item]) => turnOf(item), take);
    if (faults.length === 0) return joined;
    const fault = faults.find((each) => !isRefusal(each)) ?? faults[0];
    if (joined === undefined) throw fault;
    const kinds = [...left].map(({ kind }) => kind);
    this.tellNotStored(fault, kinds);
    return joined;
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
      await this.refuse(error, [kind], reply);
    }
  }

  /** A refusal goes to the filter; anything else means that it was not stored, and Teams may try again: 503. */
  private async refuse(error: unknown, kinds: readonly string[], reply: FastifyReply): Promise<void> {
    if (isRefusal(error)) throw error;
    this.tellNotStored(error, kinds);
    await reply.status(503).send();
  }

  private tellNotStored(error: unknown, kinds: readonly string[]): void {
    for (const kind of kinds) this.notStored.inc({ kind });
    this.log.error('a notification could not be stored', { kinds, error: nameOf(error) });
  }
}

/** Another try would end no better. */
function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && error.kind !== 'unavailable';
}

/**
 * What keeps a notification behind another: its call. Which call a joining or a left means shows only when it is looked
 * for (protocol §6.3), so that where there is one all follow one another.
 */
function turnsOf(items: readonly CommsNotification[]): (item: CommsNotification) => string {
  const namesItsCall = ({ kind }: CommsNotification) => kind !== 'participantJoining' && kind !== 'participantLeft';
  if (!items.every(namesItsCall)) return () => '';
  return (item) => ('callId' in item && item.callId) || '';
}

/** Rejects when `work` takes longer; it goes on all the same, and what it stores late counts. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not stored within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The items as received, in the order of the parsed ones; a bare joining is the whole body. */
function rawItems(body: unknown, count: number): unknown[] {
  const value = typeof body === 'object' && body !== null && 'value' in body ? body.value : null;
  return Array.isArray(value) && value.length === count ? value : [body];
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
}
