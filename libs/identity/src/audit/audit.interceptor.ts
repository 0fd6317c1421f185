import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, concatMap, from, type Observable } from 'rxjs';
import { Clock, Log, problemOf } from '@app/platform';
import { ROUTE_ACCESS, type RequestWithCaller, type RouteAccess } from '../route-access.js';
import type { AuditEntry } from './audit-entry.js';
import { AUDIT_FIRST, AuditNotes, type RequestWithNotes } from './audit-notes.js';
import { AuditTrail } from './audit-trail.js';
import { entryOf, isOrder, parametersOf, shownIn, type AuditedRequest } from './audited-request.js';

/**
 * Has everything that people and their tools ask stored in the audit trail. An order before it is carried out, and a stream
 * before it begins, so that none is without an entry, and what came of it; a read before its reply is sent, so that nobody
 * has seen what is not on record.
 * Whom the guard turns away never gets here: it tells the trail itself.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<AuditedRequest & RequestWithCaller & RequestWithNotes>();
    // A role on a route beside the one on its controller brings us twice.
    if (access?.kind !== 'role' || request.audit) return next.handle();
    const reply = context.switchToHttp().getResponse<{ statusCode: number }>();
    const notes = (request.audit = new AuditNotes());
    const entry = entryOf(request, request.caller ?? null, access.role, this.clock.now());
    const isFirst = isOrder(access.role) || this.reflector.get(AUDIT_FIRST, context.getHandler()) === true;
    if (isFirst) await this.trail.append(entry);
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        const parameters = parametersOf(request);
        const done = {
          ...entry,
          ...notes,
          parameters,
          outcome: 'done',
          status: reply.statusCode,
          shown: shownIn(body),
        } as const;
        await (isFirst ? this.follow(done) : this.trail.append(done));
        return body;
      }),
      catchError((error: unknown) => from(this.refuse({ ...entry, ...notes }, parametersOf(request), error))),
    );
  }

  private async refuse(entry: AuditEntry, said: AuditEntry['parameters'], error: unknown): Promise<never> {
    const { status, code } = problemOf(error);
    // What could not be read is not repeated.
    const parameters = status === 400 ? entry.parameters : said;
    await this.follow({ ...entry, parameters, outcome: status < 500 ? 'refused' : 'failed', status, code });
    throw error;
  }

  /** That it was asked is stored, or nothing was shown: what came of it must not change what the caller is told. */
  private async follow(entry: AuditEntry): Promise<void> {
    const { requestId, outcome } = entry;
    await this.trail.append({ ...entry, at: this.clock.now() }).catch((error: unknown) => {
      this.log.error('what came of a request is missing in the audit trail', {
        requestId,
        outcome,
        error: String(error),
      });
    });
  }
}
