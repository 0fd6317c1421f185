import { Module } from '@nestjs/common';
import { DrainMediaHostHandler } from './commands/drain-media-host.js';
import { NoteHeartbeatHandler } from './commands/note-heartbeat.js';
import { ReleaseSeatHandler } from './commands/release-seat.js';
import { ReserveSeatHandler } from './commands/reserve-seat.js';
import { FleetMetrics } from './fleet-metrics.js';
import { HttpMediaHostClient } from './http-media-host.client.js';
import { MediaHostClient } from './media-host.client.js';
import { MediaHostStore } from './media-host.store.js';
import { FindMediaHostHandler } from './queries/find-media-host.js';
import { ListMediaHostsHandler } from './queries/list-media-hosts.js';
import { TakesParticipantsHandler } from './queries/takes-participants.js';

/** Needs Database, Clock, Metrics, Config, HttpClient and AppTokens of the application that imports it. */
@Module({
  providers: [
    MediaHostStore,
    FleetMetrics,
    { provide: MediaHostClient, useClass: HttpMediaHostClient },
    DrainMediaHostHandler,
    NoteHeartbeatHandler,
    ReleaseSeatHandler,
    ReserveSeatHandler,
    FindMediaHostHandler,
    ListMediaHostsHandler,
    TakesParticipantsHandler,
  ],
  exports: [MediaHostClient],
})
export class MediaHostsModule {}
