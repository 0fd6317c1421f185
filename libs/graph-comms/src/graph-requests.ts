import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  HttpFault,
  tellStory,
  type AppTokens,
  type Clock,
  type HttpClient,
  type HttpReply,
  type Log,
} from '@app/platform';
import { AppTokenUnavailable } from './app-token.errors.js';
import type { CallRef, GraphReply, GraphVerb, Operation } from './graph-comms.client.js';
import { GraphRequestFailed, type GraphFailureCategory } from './graph-comms.errors.js';
import { readGraphErrorBody } from './graph-error-body.js';
import { graphErrorCategory } from './graph-error-category.js';
import { exchangeOf } from './graph-exchange.js';
import { attemptTimeoutMs, retryDelayMs, type RetryRule } from './graph-retry.js';
import { retryAfterMs } from './retry-after.js';

export interface GraphRequest {
  verb: GraphVerb;
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  /** Made anew for every attempt. */
  body?: () => object;
  rule: RetryRule;
  /** Asked before every attempt but the first: whether there is still a reason to make it. */
  mayRepeat?: () => Promise<boolean>;
  /** Of a reply that tells of an operation: how to read it. */
  operationOf?: (text: string) => Operation;
}

/** One attempt of a request. */
interface Attempt {
  number: number;
  clientRequestId: string;
  unknownAttempts: number;
  remaining: () => number;
}

interface Success {
  reply: HttpReply;
}

interface Failure {
  category: GraphFailureCategory;
  status: number | null;
  code: string | null;
  subcode: number | null;
  requestId: string | null;
  retryAfterMs: number | null;
  /** Graph may have done what was asked, although no reply said so. */
  outcomeUnknown: boolean;
  refusedToken?: string;
}

/** Sends one request to Graph: token, headers, retries and the reading of failures, the same for every verb (§7, §8). */
export class GraphRequests {
  constructor(
    private readonly resource: string,
    private readonly http: HttpClient,
    private readonly tokens: AppTokens,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @throws GraphRequestFailed when there was no 2xx before the deadline */
  async send(call: CallRef, request: GraphRequest, deadline: Date): Promise<GraphReply & { text: string }> {
    tellStory(() => ({ 'witness.scenario_id': scenario(call)['scenario-id'] }));
    const startedAt = this.now();
    const remaining = () => deadline.getTime() - this.now();
    let unknownAttempts = 0;
    let tokenRenewed = false;
    for (let attempts = 1; ; attempts += 1) {
      const clientRequestId = randomUUID();
      const attempt = { number: attempts, clientRequestId, unknownAttempts, remaining };
      const outcome = await this.attempt(call, request, attempt);
      const seen = { clientRequestId, durationMs: this.now() - startedAt, attempts };
      if ('reply' in outcome) {
        const { status, headers, text } = outcome.reply;
        const reply = { ...seen, status, requestId: headers['request-id'] ?? null };
        this.log.info('Graph request answered', { ...about(call, request), ...reply });
        return { ...reply, text };
      }
      const { refusedToken, ...failure } = outcome;
      if (failure.outcomeUnknown) unknownAttempts += 1;
      const details = { verb: request.verb, ...failure, ...seen, outcomeUnknown: unknownAttempts > 0 };
      this.log.warn('Graph request failed', { ...about(call, request), ...details });
      if (refusedToken && !tokenRenewed && remaining() > 0) {
        tokenRenewed = true;
        this.tokens.forget(this.resource, call.tenantId, refusedToken);
        continue;
      }
      const wait = retryDelayMs(request.rule, { ...failure, attempts, unknownAttempts }, remaining());
      if (wait === null) throw new GraphRequestFailed(failure.category, details);
      await sleep(wait);
      if (request.mayRepeat && !(await request.mayRepeat())) throw new GraphRequestFailed(failure.category, details);
    }
  }

  private async attempt(
    call: CallRef,
    request: GraphRequest,
    { number, clientRequestId, unknownAttempts, remaining }: Attempt,
  ): Promise<Success | Failure> {
    if (remaining() <= 0) return noReply('retry', 'deadline', false);
    let token: string;
    try {
      token = await before(remaining(), this.tokens.get(this.resource, call.tenantId));
    } catch (error) {
      if (error instanceof AppTokenUnavailable) return noReply(error.category, `token.${error.code}`, false);
      return noReply('retry', 'token.unavailable', false);
    }
    await call.lease.confirm();
    if (remaining() <= 0) return noReply('retry', 'deadline', false);
    const headers = {
      authorization: `Bearer ${token}`,
      'client-request-id': clientRequestId,
      ...scenario(call),
      ...(request.body ? { 'content-type': 'application/json' } : {}),
    };
    const timeoutMs = attemptTimeoutMs(request.rule, unknownAttempts, remaining());
    const sentAt = this.clock.now();
    const outcome = await this.exchange(request, headers, timeoutMs);
    const tookMs = this.now() - sentAt.getTime();
    call.heard?.(exchangeOf(request, outcome, { number, clientRequestId, sentAt, tookMs }));
    return 'status' in outcome && outcome.status === 401 ? { ...outcome, refusedToken: token } : outcome;
  }

  private async exchange(
    { method, url, body }: GraphRequest,
    headers: Record<string, string>,
    timeoutMs: number,
  ): Promise<Success | Failure> {
    try {
      const reply = await this.http.request({
        method,
        url,
        headers,
        ...(body ? { body: JSON.stringify(body()) } : {}),
        timeoutMs,
      });
      return reply.status >= 200 && reply.status < 300 ? { reply } : readFailure(reply, this.clock.now());
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      return noReply('retry', error.fault, error.sent === 'unknown');
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function noReply(category: 'refused' | 'retry', code: string, outcomeUnknown: boolean): Failure {
  return { category, status: null, code, subcode: null, requestId: null, retryAfterMs: null, outcomeUnknown };
}

/** A 429 or 503 says that nothing was done; what any other fault left behind nobody knows (protocol §8.5). */
function readFailure({ status, headers, text }: HttpReply, now: Date): Failure {
  const body = readGraphErrorBody(text);
  const category = graphErrorCategory(status, body);
  return {
    category,
    status,
    code: body.code,
    subcode: body.subcode,
    requestId: headers['request-id'] ?? body.requestId,
    retryAfterMs: retryAfterMs(headers['retry-after'], now),
    outcomeUnknown: category === 'retry' && status !== 503,
  };
}

/** What Microsoft's support asks for (protocol §7), in the names our logs use. */
function about({ graphCallId, tenantId, callChainId }: CallRef, { verb }: GraphRequest): Record<string, unknown> {
  return { verb, callId: graphCallId, tenantId, scenarioId: callChainId };
}

/** Graph sent the callChainId itself, but a header takes less than JSON does. */
function scenario({ callChainId }: CallRef): Record<string, string> {
  return callChainId !== null && /^[\x21-\x7e]{1,256}$/.test(callChainId) ? { 'scenario-id': callChainId } : {};
}

/** The result, or a rejection when it takes longer; the work itself goes on, for whoever asks next. */
async function before<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const timeout = sleep(ms, undefined, { signal: late.signal }).then(() => {
    throw new AppTokenUnavailable('retry', 'late', '');
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    late.abort();
    timeout.catch(() => undefined);
    work.catch(() => undefined);
  }
}
