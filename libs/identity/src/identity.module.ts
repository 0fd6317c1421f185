import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Clock, Config, HttpClient, Log, OpenIdKeys } from '@app/platform';
import { AdminToken } from './admin-token.js';
import { AuditTrail } from './audit/audit-trail.js';
import { ListAuditHandler } from './audit/list-audit.js';
import { IdempotentRequests } from './idempotency/idempotent-requests.store.js';
import { RateLimits } from './rate-limits.js';
import { RolesGuard } from './roles.guard.js';

/**
 * Puts RolesGuard before every route of the application that imports it; global, because every module with such a route
 * needs the trail.
 */
@Global()
@Module({
  providers: [
    {
      provide: AdminToken,
      useFactory: (http: HttpClient, log: Log, clock: Clock, config: Config) =>
        new AdminToken(new OpenIdKeys(http, log, clock, [config.admin.openIdUrl]), config),
      inject: [HttpClient, Log, Clock, Config],
    },
    {
      provide: RateLimits,
      useFactory: (clock: Clock, config: Config) => new RateLimits(clock, config),
      inject: [Clock, Config],
    },
    AuditTrail,
    ListAuditHandler,
    IdempotentRequests,
    { provide: APP_GUARD, useClass: RolesGuard },
  ],
  exports: [AuditTrail, IdempotentRequests],
})
export class IdentityModule {}
