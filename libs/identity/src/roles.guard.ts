import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Clock, DomainError, Log, problemOf, TokenRefused } from '@app/platform';
import { AdminToken } from './admin-token.js';
import { AuditTrail } from './audit/audit-trail.js';
import { entryOf, isAudited, type AuditedRequest } from './audit/audited-request.js';
import type { Caller } from './caller.js';
import { RateLimits } from './rate-limits.js';
import { RoleMissing, RouteClosed, TooManyRequests } from './identity.errors.js';
import type { AppRole } from './roles.js';
import { ROUTE_ACCESS, type RequestWithCaller, type RouteAccess } from './route-access.js';

/** The part of the reply that a guard may touch. */
interface Reply {
  header(name: string, value: string): unknown;
}

/** Stands before every route of the recorder: it opens for the named role, and stays shut where none is named. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly token: AdminToken,
    private readonly limits: RateLimits,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new RouteClosed();
    switch (access.kind) {
      case 'open':
        return true;
      case 'role': {
        const request = context.switchToHttp().getRequest<RequestWithCaller & AuditedRequest>();
        const reply = context.switchToHttp().getResponse<Reply>();
        let known: Caller | null = null;
        try {
          known = await this.token.caller(request.raw.rawHeaders);
          if (isAudited(access.role)) this.limits.takeKnown(known, reply);
          if (!known.roles.includes(access.role)) throw new RoleMissing(access.role);
          request.caller = known;
          return true;
        } catch (error) {
          const challenge = challengeFor(error);
          if (challenge) reply.header('www-authenticate', challenge);
          if (isAudited(access.role)) {
            if (!known) this.limits.takeUnknown(request.ip, reply);
            else if (error instanceof RoleMissing) this.limits.takeRefused(known, reply);
            await this.tell(request, access.role, known, error);
          }
          throw error;
        }
      }
    }
  }

  /**
   * Whoever is turned away is on record, too, unless for asking too often: that would be as much work again. That this
   * cannot be stored must not let them in, nor change what they hear.
   */
  private async tell(request: AuditedRequest, role: AppRole, caller: Caller | null, error: unknown): Promise<void> {
    if (error instanceof TooManyRequests) return;
    const { status, code } = problemOf(error);
    const asked = entryOf(request, caller, role, this.clock.now());
    const entry = { ...asked, outcome: 'refused', status, code } as const;
    await this.trail.append(entry).catch((fault: unknown) => {
      this.log.error('a refusal is missing in the audit trail', { route: entry.route, code, error: String(fault) });
    });
  }
}

/** RFC 6750, section 3: an error is named only to somebody who has shown a token. */
function challengeFor(error: unknown): string | undefined {
  if (error instanceof TokenRefused && error.reason === 'missing') return 'Bearer';
  if (!(error instanceof DomainError)) return undefined;
  if (error.kind === 'unauthorized') return 'Bearer error="invalid_token"';
  if (error.kind === 'forbidden') return 'Bearer error="insufficient_scope"';
  return undefined;
}
