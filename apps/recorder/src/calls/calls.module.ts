import { Module } from '@nestjs/common';
import { CallsController } from './calls.controller.js';
import { CallsDispatch } from './calls.dispatch.js';
import { JoiningMetrics } from './joining-metrics.js';

/** Graph's edge: what Teams posts, and what it gets in reply. */
@Module({ controllers: [CallsController], providers: [CallsDispatch, JoiningMetrics] })
export class CallsModule {}
