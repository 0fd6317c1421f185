import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';

export const AUDIT_FIRST = 'witness:audit-first';

/** Of a route that shows something before it returns: that it was asked is stored before it begins. */
export const AuditFirst = (): MethodDecorator => SetMetadata(AUDIT_FIRST, true);

/** What only a route knows of what it did, for the audit trail. */
export class AuditNotes {
  reason: string | null = null;
  former: object | null = null;
  current: object | null = null;

  /** `former` null: it is new; `current` null: it is gone. */
  changed(former: object | null, current: object | null, reason?: string | null): void {
    Object.assign(this, { former, current, reason: reason ?? null });
  }
}

/** Fastify's request, as AuditInterceptor leaves it. */
export interface RequestWithNotes {
  audit?: AuditNotes;
}

/** The notes of a route that is audited: what it puts there is stored with the outcome. */
export const Audit = createParamDecorator((_data: unknown, context: ExecutionContext): AuditNotes => {
  const { audit } = context.switchToHttp().getRequest<RequestWithNotes>();
  if (!audit) throw new Error('This route is not audited');
  return audit;
});
