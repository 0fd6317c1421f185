import type { Database } from '@app/platform';
import { DrainMediaHost, DrainMediaHostHandler } from '../../libs/media-hosts/src/commands/drain-media-host.js';
import { NoteHeartbeat, NoteHeartbeatHandler } from '../../libs/media-hosts/src/commands/note-heartbeat.js';
import { ReleaseSeat, ReleaseSeatHandler } from '../../libs/media-hosts/src/commands/release-seat.js';
import { ReserveSeat, ReserveSeatHandler, type Seat } from '../../libs/media-hosts/src/commands/reserve-seat.js';
import { MediaHostStore } from '../../libs/media-hosts/src/media-host.store.js';
import { ListMediaHostsHandler, type ListedMediaHost } from '../../libs/media-hosts/src/queries/list-media-hosts.js';
import { SetClock } from './doubles.js';

type Heartbeat = Partial<Omit<NoteHeartbeat['heartbeat'], 'hostId'>>;

/** Media hosts and their seats as the recorder's handlers see them, on a database of the test's. */
export class SeatsDesk {
  readonly clock = new SetClock();
  private readonly hosts: MediaHostStore;

  constructor(private readonly database: Database) {
    this.hosts = new MediaHostStore(database);
  }

  async clear(): Promise<void> {
    await this.database.pool.query('TRUNCATE media_host, media_reservation');
  }

  reserve(callId: string, exclude: string[] = [], separationKey: string | null = null): Promise<Seat | null> {
    const call = { callId, region: 'emea', mediaHostedRegion: 'EUWE', exclude, separationKey };
    return new ReserveSeatHandler(this.hosts, this.clock).execute(new ReserveSeat(call));
  }

  release(callId: string): Promise<void> {
    return new ReleaseSeatHandler(this.hosts).execute(new ReleaseSeat({ callId }));
  }

  heartbeat(hostId: string, its: Heartbeat = {}): Promise<{ drain: boolean }> {
    const heartbeat = {
      hostId,
      url: `https://${hostId}.example.com`,
      region: 'EUWE',
      maxCalls: 10,
      activeCalls: 0,
      load: 0,
      version: '1.0',
      draining: false,
      reportedBy: 'principal-1',
      ...its,
    };
    return new NoteHeartbeatHandler(this.hosts, this.clock).execute(new NoteHeartbeat(heartbeat));
  }

  drain(hostId: string, drain: boolean): Promise<void> {
    return new DrainMediaHostHandler(this.hosts).execute(new DrainMediaHost({ hostId, drain }));
  }

  list(): Promise<ListedMediaHost[]> {
    return new ListMediaHostsHandler(this.database, this.clock).execute();
  }

  /** What the seats of each host are counted as, and how many reservations there really are. */
  async seats(): Promise<Record<string, [counted: number, reserved: number]>> {
    const { rows } = await this.database.pool.query<{ host_id: string; reserved_calls: number; n: number }>(
      `SELECT h.host_id, h.reserved_calls, count(r.call_id)::int AS n
         FROM media_host h LEFT JOIN media_reservation r USING (host_id) GROUP BY h.host_id ORDER BY 1`,
    );
    return Object.fromEntries(rows.map((row) => [row.host_id, [row.reserved_calls, row.n]]));
  }
}
