import { Module } from '@nestjs/common';
import { LatestEvents } from './latest-events.store.js';
import { LiveChanges } from './live-changes.js';

/** What happens to sessions, for whoever follows it. */
@Module({ providers: [LatestEvents, LiveChanges], exports: [LiveChanges] })
export class LiveModule {}
