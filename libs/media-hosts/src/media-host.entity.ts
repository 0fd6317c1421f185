import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A media host as its last heartbeat described it, and what we promised of it since. */
@Entity('media_host', {
  comment: 'media-hosts. One row per media host that ever reported, kept current by its heartbeat every 5 s.',
})
@Check('media_host_room', `reserved_calls >= 0`)
@Check('media_host_max_calls', `max_calls >= 0`)
@Check('media_host_load', `load BETWEEN 0 AND 1`)
export class MediaHost {
  @PrimaryColumn('text', { name: 'host_id', primaryKeyConstraintName: 'media_host_pkey' })
  hostId: string;

  @Column('text')
  url: string;

  @Column('text')
  region: string;

  @Column('text')
  version: string;

  @Column('integer', { name: 'max_calls' })
  maxCalls: number;

  /** By the host's own count, up to one heartbeat old. */
  @Column('integer', { name: 'active_calls' })
  activeCalls: number;

  /** By our count, and always current: one for every reservation. */
  @Column('integer', { name: 'reserved_calls', default: 0 })
  reservedCalls: number;

  @Column('double precision')
  load: number;

  /** The host takes no new calls, by its own word. */
  @Column('boolean')
  draining: boolean;

  /** An operator wants it to take none. */
  @Column('boolean', { name: 'drain_ordered', default: false })
  drainOrdered: boolean;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  @Column('timestamptz', { name: 'heartbeat_at' })
  heartbeatAt: Date;

  /** What fails together with this host, in its operator's words; null: not told, so its region counts. */
  @Column('text', { name: 'failure_domain', nullable: true })
  failureDomain: string | null;

  /** Object id of the service principal whose token the last heartbeat carried. */
  @Column('text', { name: 'reported_by', nullable: true })
  reportedBy: string | null;
}

/** Room for one call on one media host. */
@Entity('media_reservation', {
  comment: 'media-hosts. Room for one call on one media host; lives from the decision to the release of the call.',
})
@Index('media_reservation_by_host', ['hostId'])
@Unique('media_reservation_apart', ['separationKey', 'hostId'])
@ForeignKey(() => MediaHost, ['hostId'], ['hostId'], { name: 'media_reservation_host' })
export class MediaReservation {
  @PrimaryColumn('text', { name: 'call_id', primaryKeyConstraintName: 'media_reservation_pkey' })
  callId: string;

  @Column('text', { name: 'host_id' })
  hostId: string;

  @Column('timestamptz', { name: 'reserved_at' })
  reservedAt: Date;

  /** Calls of one key are on different hosts, so that one host's fall does not end both; null: nothing to keep apart. */
  @Column('text', { name: 'separation_key', nullable: true })
  separationKey: string | null;
}
