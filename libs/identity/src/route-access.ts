import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';
import type { AppRole } from './roles.js';

/** Who may use a route. Every route says so, on itself or on its controller; one that does not is shut. */
export type RouteAccess = { kind: 'role'; role: AppRole } | { kind: 'open'; why: string };

export const ROUTE_ACCESS = 'witness:route-access';

/** Anybody as far as app roles go. `why` is for the reader: public by nature, or guarded by something else. */
export const OpenRoute = (why: string): MethodDecorator & ClassDecorator =>
  SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'open', why });

/** Fastify's request, as RolesGuard leaves it. */
export interface RequestWithCaller {
  readonly raw: { readonly rawHeaders: readonly string[] };
  caller?: Caller;
}

/** The caller of a route that asks for a role. */
export const CallerOf = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<RequestWithCaller>();
  if (!caller) throw new Error('This route asks for no role, so nobody knows its caller');
  return caller;
});
