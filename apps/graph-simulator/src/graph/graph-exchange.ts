import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Faults, type GraphFault } from '../control/faults.js';
import { Transcript } from '../control/transcript.js';
import { Settings } from '../settings.js';
import type { Leg } from '../teams/leg.js';
import { Legs } from '../teams/legs.js';
import { CallActions, type GraphReply } from './call-actions.js';
import { GraphAccess } from './graph-access.js';
import { badRequest, GraphRefusal } from './graph-refusal.js';
import { RequestSchema } from './request-schema.js';
import { addressOf, type Address } from './verbs.js';
import { pause } from '../pause.js';

/** What came of one request. A violation is kept even where a fault or a missing call answered first. */
interface Outcome {
  /** Null when the connection is cut instead. */
  reply: GraphReply | null;
  violation: string | null;
  mishap: string | null;
}

/** One request to Graph from its first byte to its last: faults, door, description, action, transcript. */
@Injectable()
export class GraphExchange {
  constructor(
    private readonly settings: Settings,
    private readonly faults: Faults,
    private readonly access: GraphAccess,
    private readonly schema: RequestSchema,
    private readonly actions: CallActions,
    private readonly legs: Legs,
    private readonly transcript: Transcript,
  ) {}

  /** `path` without the version: `/communications/…` or `/app/…`. */
  async serve(path: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const started = performance.now();
    const requestId = randomUUID();
    const address = addressOf(request.method, path);
    const leg = address ? this.legs.find(address.callId) : undefined;
    const answer = leg && address?.verb === 'answer' ? leg.answerComes(request.body) : null;
    const outcome = await this.outcome(address, leg, request, requestId);
    const { status = null, body, headers = {} } = outcome.reply ?? {};
    if (leg && answer) leg.answerStatus = answer.status = status;
    this.transcript.note({
      direction: 'toGraph',
      verb: address?.verb ?? `${request.method} ${path}`,
      ...(address && { callId: leg?.id ?? address.callId }),
      status,
      durationMs: performance.now() - started,
      ...(outcome.violation && { schemaViolation: outcome.violation }),
      ...(outcome.mishap && { mishap: outcome.mishap }),
      body: request.body,
      answer: body,
    });
    if (!outcome.reply) {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    await reply
      .status(outcome.reply.status)
      .headers({
        'request-id': requestId,
        'client-request-id': header(request, 'client-request-id') ?? requestId,
        'scenario-id': header(request, 'scenario-id') ?? requestId,
        'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Desk","Slice":"E","Ring":"2"}}',
        ...headers,
      })
      .send(body);
  }

  private async outcome(
    address: Address | null,
    leg: Leg | undefined,
    request: FastifyRequest,
    requestId: string,
  ): Promise<Outcome> {
    let violation: string | null = null;
    let fault: GraphFault | null = null;
    try {
      if (!address) {
        violation = 'not an operation of this description';
        throw new GraphRefusal(404, 'ResourceNotFound', 'Resource not found for the segment.');
      }
      violation = this.schema.violation(address.verb, request.body);
      fault =
        leg?.plan.faults?.forRequest(address.verb, leg.plan.seed) ??
        this.faults.current.forRequest(address.verb, leg?.plan.seed);
      const latencyMs = this.settings.graphLatencyMs + (fault?.latencyMs ?? 0);
      if (latencyMs > 0) await pause(latencyMs);
      await this.access.check(request.headers.authorization, address.verb, leg?.tenantId ?? null);
      if (violation) throw badRequest(violation);
      if (fault?.status) throw refusalOf(fault, fault.status);
      if (fault?.reset === 'before') return { reply: null, violation, mishap: 'cut off' };
      const reply = this.actions.perform(address, leg, (request.body ?? {}) as Record<string, unknown>);
      if (fault?.replyDelayMs) await pause(fault.replyDelayMs);
      if (fault?.reset === 'after') return { reply: null, violation, mishap: 'cut off' };
      return { reply, violation, mishap: fault && 'slow' };
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error;
      const body = error.body(requestId, header(request, 'client-request-id'));
      const reply = { status: error.status, body, headers: error.headers };
      return { reply, violation, mishap: fault && 'refused' };
    }
  }
}

function refusalOf({ code, message, retryAfterSeconds }: GraphFault, status: number): GraphRefusal {
  const usual = status === 429 ? 'TooManyRequests' : status >= 500 ? 'ServiceUnavailable' : 'BadRequest';
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return new GraphRefusal(status, code ?? usual, message ?? 'Refused on purpose.', headers);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
