import { Module } from '@nestjs/common';
import { LiveModule } from '@app/recording';
import { AuditController } from './audit.controller.js';
import { CapacityController } from './capacity.controller.js';
import { ConversationsController } from './conversations.controller.js';
import { ExplainController } from './explain.controller.js';
import { GapsController } from './gaps.controller.js';
import { LiveController } from './live.controller.js';
import { MediaHostsController } from './media-hosts.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyTrialsController } from './policy-trials.controller.js';
import { SessionOrdersController } from './session-orders.controller.js';
import { SessionsController } from './sessions.controller.js';
import { StatisticsController } from './statistics.controller.js';

/** The admin API. Each route is one query or command; who may use it stands on the route. */
@Module({
  imports: [LiveModule],
  controllers: [
    SessionsController,
    SessionOrdersController,
    ConversationsController,
    GapsController,
    PolicyTrialsController,
    ExplainController,
    PoliciesController,
    MediaHostsController,
    LiveController,
    AuditController,
    StatisticsController,
    CapacityController,
    OpenApiController,
  ],
})
export class AdminModule {}
