import { Module } from '@nestjs/common';
import { ConversationsController } from './conversations.controller.js';
import { MediaHostsController } from './media-hosts.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { PoliciesController } from './policies.controller.js';
import { SessionsController } from './sessions.controller.js';

/** The admin API. Each route is one query or command; who may use it stands on the route. */
@Module({
  controllers: [
    SessionsController,
    ConversationsController,
    PoliciesController,
    MediaHostsController,
    OpenApiController,
  ],
})
export class AdminModule {}
