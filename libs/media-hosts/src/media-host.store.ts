import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/platform';
import type { MediaHostHeartbeat } from '@app/contracts';
import type { MediaHost, MediaReservation } from './media-host.entity.js';

/** The columns of a media host under the names of its entity. */
export const MEDIA_HOST_COLUMNS = `
  h.host_id AS "hostId", h.url, h.region, h.version, h.max_calls AS "maxCalls", h.active_calls AS "activeCalls",
  h.reserved_calls AS "reservedCalls", h.load, h.draining, h.drain_ordered AS "drainOrdered",
  h.first_seen_at AS "firstSeenAt", h.heartbeat_at AS "heartbeatAt", h.reported_by AS "reportedBy",
  h.failure_domain AS "failureDomain"`;

const SEATS_FOR: Statement = {
  name: 'media-hosts.seats-for',
  text: `WITH sibling AS (
      SELECT host_id, failure_domain FROM media_reservation WHERE separation_key = $3 AND call_id <> $1)
    SELECT ${MEDIA_HOST_COLUMNS}, r.call_id IS NOT NULL AS reserved, r.separated_by AS "separatedBy",
      ARRAY (SELECT failure_domain FROM sibling WHERE sibling.host_id = h.host_id) AS "siblingsIn"
    FROM media_host h LEFT JOIN media_reservation r ON r.host_id = h.host_id AND r.call_id = $1
    WHERE h.heartbeat_at >= $2 OR r.call_id IS NOT NULL OR h.host_id IN (SELECT host_id FROM sibling)`,
};

// The row lock of the update makes the count right whoever else reserves; a second reservation for the call, or one that
// shares what a sibling has for itself, fails on its constraint and takes its seat back with it.
const TAKE: Statement = {
  name: 'media-hosts.take-seat',
  text: `WITH seat AS (
      UPDATE media_host SET reserved_calls = reserved_calls + 1
      WHERE host_id = $2 AND reserved_calls < max_calls AND NOT draining AND NOT drain_ordered AND heartbeat_at >= $4
      RETURNING host_id)
    INSERT INTO media_reservation (call_id, host_id, reserved_at, separation_key, failure_domain, separated_by)
    SELECT $1, host_id, $3, $5, $6, $7 FROM seat RETURNING host_id`,
};

// Locks in the order in which TAKE does, host before reservation, so that the two never wait for each other.
const FREE: Statement = {
  name: 'media-hosts.free-seat',
  text: `WITH held AS (
      SELECT h.host_id FROM media_reservation r JOIN media_host h USING (host_id)
      WHERE r.call_id = $1 AND ($2::text IS NULL OR h.host_id = $2) FOR NO KEY UPDATE OF h),
    gone AS (
      DELETE FROM media_reservation r USING held
      WHERE r.call_id = $1 AND r.host_id = held.host_id RETURNING r.host_id)
    UPDATE media_host h SET reserved_calls = reserved_calls - 1 FROM gone WHERE h.host_id = gone.host_id`,
};

// A living host's id belongs to the application that reports it; once silent it is free for the next one.
const HEARTBEAT: Statement = {
  name: 'media-hosts.heartbeat',
  text: `INSERT INTO media_host AS h
      (host_id, url, region, version, max_calls, active_calls, load, draining, reported_by, first_seen_at, heartbeat_at,
        failure_domain)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $12)
    ON CONFLICT (host_id) DO UPDATE SET url = excluded.url, region = excluded.region, version = excluded.version,
      max_calls = excluded.max_calls, active_calls = excluded.active_calls, load = excluded.load,
      draining = excluded.draining, reported_by = excluded.reported_by, failure_domain = excluded.failure_domain,
      heartbeat_at = greatest(h.heartbeat_at, excluded.heartbeat_at)
    WHERE h.reported_by IS NULL OR h.reported_by = excluded.reported_by OR h.heartbeat_at < $11
    RETURNING drain_ordered AS drain`,
};

const DRAIN: Statement = {
  name: 'media-hosts.drain',
  text: `UPDATE media_host SET drain_ordered = $2 WHERE host_id = $1 RETURNING host_id`,
};

/**
 * unique_violation: the call has a seat by now, or a sibling where this one was to go. deadlock_detected: the call is
 * getting or losing its seat at this moment.
 */
const RACED = new Set(['23505', '40P01']);

export type HostForCall = MediaHost & {
  /** This call has its seat here, and shares this with no sibling. */
  reserved: boolean;
  separatedBy: MediaReservation['separatedBy'];
  /** One for each call here that this one is to be kept apart from: its failure domain. */
  siblingsIn: MediaReservation['failureDomain'][];
};

@Injectable()
export class MediaHostStore {
  constructor(private readonly database: Database) {}

  /** Hosts heard of since `since`, and those where this call and its siblings have their seats, however silent. */
  seatsFor(callId: string, since: Date, separationKey: string | null): Promise<HostForCall[]> {
    return this.database.query(SEATS_FOR, [callId, since, separationKey]);
  }

  /** `raced`: somebody else was quicker; look again. */
  async take(reservation: MediaReservation, since: Date): Promise<'taken' | 'noSeat' | 'raced'> {
    const { callId, hostId, reservedAt, separationKey, failureDomain, separatedBy } = reservation;
    const values = [callId, hostId, reservedAt, since, separationKey, failureDomain, separatedBy];
    try {
      const taken = await this.database.query(TAKE, values);
      return taken.length > 0 ? 'taken' : 'noSeat';
    } catch (error) {
      if (RACED.has((error as { code?: string }).code ?? '')) return 'raced';
      throw error;
    }
  }

  /** Frees the call's seat, with `hostId` only if it is there. Nothing happens when there is none. */
  async free(callId: string, hostId: string | null): Promise<void> {
    await this.database.query(FREE, [callId, hostId]);
  }

  /** Null: another application has reported this host since `aliveSince`. */
  async heartbeat(
    hostId: string,
    its: MediaHostHeartbeat,
    reportedBy: string,
    at: Date,
    aliveSince: Date,
  ): Promise<{ drain: boolean } | null> {
    const [row] = await this.database.query<{ drain: boolean }>(HEARTBEAT, [
      hostId,
      its.url,
      its.region,
      its.version,
      its.maxCalls,
      its.activeCalls,
      its.load,
      its.draining,
      reportedBy,
      at,
      aliveSince,
      its.failureDomain ?? null,
    ]);
    return row ?? null;
  }

  /** False: there is no such host. */
  async drain(hostId: string, drain: boolean): Promise<boolean> {
    return (await this.database.query(DRAIN, [hostId, drain])).length > 0;
  }
}
