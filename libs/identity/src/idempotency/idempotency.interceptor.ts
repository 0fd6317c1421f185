import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, concatMap, from, type Observable, of } from 'rxjs';
import { Clock, Log } from '@app/platform';
import { IdempotencyKeyReused, IdempotencyKeyUnfit, RequestUnderWay } from '../identity.errors.js';
import type { RequestWithCaller } from '../route-access.js';
import { IdempotentRequests, type KeyedRequest } from './idempotent-requests.store.js';

interface Request extends RequestWithCaller {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

interface Reply {
  statusCode: number;
  status(code: number): unknown;
  header(name: string, value: string): unknown;
  getHeader(name: string): unknown;
}

/** Visible characters, as the header's draft has them in a string. */
const KEY = /^[\x21-\x7e]{1,255}$/;
/** Headers of a reply that belong to what it says. */
const KEPT_HEADERS = ['etag'];

/**
 * Carries an order with an Idempotency-Key out once, however often it is sent and to whichever recorder; a repeat gets the
 * same reply, marked `Idempotent-Replayed` (draft-ietf-httpapi-idempotency-key-header). A refusal is not kept: the same
 * order may be possible the next time.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly requests: IdempotentRequests,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<Reply>();
    const keyed = keyedRequest(request);
    if (!keyed) return next.handle();
    const now = this.clock.now();
    const claimed = await this.requests.claim(keyed, now);
    switch (claimed.is) {
      case 'other':
        throw new IdempotencyKeyReused();
      case 'underWay':
        throw new RequestUnderWay();
      case 'known':
        reply.status(claimed.status);
        for (const [name, value] of Object.entries(claimed.headers)) reply.header(name, value);
        reply.header('idempotent-replayed', 'true');
        return of(claimed.body ?? undefined);
      case 'new':
        return next.handle().pipe(
          concatMap(async (body: unknown) => {
            const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => headerOf(reply, name)));
            await this.told(this.requests.keep(keyed, { status: reply.statusCode, headers, body }, now));
            return body;
          }),
          catchError((error: unknown) => from(this.forget(keyed, now, error))),
        );
    }
  }

  private async forget(keyed: KeyedRequest, claimedAt: Date, error: unknown): Promise<never> {
    await this.told(this.requests.forget(keyed, claimedAt));
    throw error;
  }

  /** It was carried out, or it was not: what can be remembered of it does not change that. */
  private async told(remembering: Promise<void>): Promise<void> {
    await remembering.catch((error: unknown) => {
      this.log.warn('what became of a request with an Idempotency-Key could not be kept', { error: String(error) });
    });
  }
}

/** Null: it has no key. Throws IdempotencyKeyUnfit. */
function keyedRequest({ headers, caller, method, url, body }: Request): KeyedRequest | null {
  const key = headers['idempotency-key'];
  if (key === undefined || !caller) return null;
  if (typeof key !== 'string' || !KEY.test(key)) throw new IdempotencyKeyUnfit();
  // On what it depends is part of what it says.
  const conditions = [headers['if-match'], headers['if-none-match']];
  const said = `${method} ${url}\n${JSON.stringify([conditions, body ?? null])}`;
  const fingerprint = createHash('sha256').update(said).digest('base64url');
  return { caller: `${caller.tenantId}/${caller.subject}`, key, fingerprint };
}

function headerOf(reply: Reply, name: string): [string, string][] {
  const value = reply.getHeader(name);
  return typeof value === 'string' ? [[name, value]] : [];
}
