import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

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
@Index('media_reservation_by_separation_key', ['separationKey'])
@Index('media_reservation_own_host', ['separationKey', 'hostId'], { unique: true, where: `separated_by IS NOT NULL` })
@Index('media_reservation_own_failure_domain', ['separationKey', 'failureDomain'], {
  unique: true,
  where: `separated_by = 'failureDomain'`,
})
@Check('media_reservation_known_separated_by', `separated_by IN ('failureDomain', 'host')`)
@ForeignKey(() => MediaHost, ['hostId'], ['hostId'], { name: 'media_reservation_host' })
export class MediaReservation {
  @PrimaryColumn('text', { name: 'call_id', primaryKeyConstraintName: 'media_reservation_pkey' })
  callId: string;

  @Column('text', { name: 'host_id' })
  hostId: string;

  @Column('timestamptz', { name: 'reserved_at' })
  reservedAt: Date;

  /** Calls of one key are kept apart, so that what fails with one of them does not end the others; null: any may be near. */
  @Column('text', { name: 'separation_key', nullable: true })
  separationKey: string | null;

  /** In which the host stood when the seat was taken. */
  @Column('text', { name: 'failure_domain', nullable: true })
  failureDomain: string | null;

  /** What no other call of its key may share with it; null: it shares its host with one. */
  @Column('text', { name: 'separated_by', nullable: true })
  separatedBy: 'failureDomain' | 'host' | null;
}
