import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { isAudited, isOrder } from './audit/audited-request.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import type { AppRole } from './roles.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/**
 * Callers with this app role, and nobody else. What people and their tools ask is put into the audit trail, and an order
 * of theirs with an Idempotency-Key is carried out once; media hosts report as often as they like.
 */
export function RequireRole(role: AppRole): MethodDecorator & ClassDecorator {
  const access = SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'role', role });
  if (!isAudited(role)) return access;
  const interceptors = isOrder(role) ? [AuditInterceptor, IdempotencyInterceptor] : [AuditInterceptor];
  return applyDecorators(access, UseInterceptors(...interceptors));
}
