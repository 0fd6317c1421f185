export { MediaHostsModule } from './media-hosts.module.js';
export { DrainMediaHost } from './commands/drain-media-host.js';
export { NoteHeartbeat } from './commands/note-heartbeat.js';
export { ReleaseSeat } from './commands/release-seat.js';
export { ReserveSeat } from './commands/reserve-seat.js';
export { FindMediaHost } from './queries/find-media-host.js';
export { ListMediaHosts, type ListedMediaHost } from './queries/list-media-hosts.js';
export { MediaHostClient, type MediaHostAddress } from './media-host.client.js';
export { MediaHostFailed, MediaHostFull } from './media-hosts.errors.js';
