import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Clock, Config, HttpClient, Log, OpenIdKeys } from '@app/platform';
import { AdminToken } from './admin-token.js';
import { RolesGuard } from './roles.guard.js';

/** Puts RolesGuard before every route of the application that imports it. */
@Module({
  providers: [
    {
      provide: AdminToken,
      useFactory: (http: HttpClient, log: Log, clock: Clock, config: Config) =>
        new AdminToken(new OpenIdKeys(http, log, clock, [config.admin.openIdUrl]), config),
      inject: [HttpClient, Log, Clock, Config],
    },
    { provide: APP_GUARD, useClass: RolesGuard },
  ],
})
export class IdentityModule {}
