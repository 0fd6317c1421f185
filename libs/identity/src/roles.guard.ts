import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError, TokenRefused } from '@app/platform';
import { AdminToken } from './admin-token.js';
import { RoleMissing, RouteClosed } from './identity.errors.js';
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
        const request = context.switchToHttp().getRequest<RequestWithCaller>();
        try {
          const caller = await this.token.caller(request.raw.rawHeaders);
          if (!caller.roles.includes(access.role)) throw new RoleMissing(access.role);
          request.caller = caller;
          return true;
        } catch (error) {
          const challenge = challengeFor(error);
          if (challenge) context.switchToHttp().getResponse<Reply>().header('www-authenticate', challenge);
          throw error;
        }
      }
    }
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
