import { Module } from '@nestjs/common';
import { CallsController } from './calls.controller.js';
import { CallsDispatch } from './calls.dispatch.js';

/** Graph's edge: what Teams posts, and what it gets in reply. */
@Module({ controllers: [CallsController], providers: [CallsDispatch] })
export class CallsModule {}
