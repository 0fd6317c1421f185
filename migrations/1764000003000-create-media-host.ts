import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMediaHost1764000003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE media_host (
        host_id text NOT NULL,
        url text NOT NULL,
        region text NOT NULL,
        version text NOT NULL,
        max_calls integer NOT NULL,
        active_calls integer NOT NULL,
        reserved_calls integer NOT NULL DEFAULT 0,
        load double precision NOT NULL,
        draining boolean NOT NULL,
        drain_ordered boolean NOT NULL DEFAULT false,
        first_seen_at timestamptz NOT NULL,
        heartbeat_at timestamptz NOT NULL,
        CONSTRAINT media_host_pkey PRIMARY KEY (host_id),
        CONSTRAINT media_host_room CHECK (reserved_calls >= 0),
        CONSTRAINT media_host_max_calls CHECK (max_calls >= 0),
        CONSTRAINT media_host_load CHECK (load BETWEEN 0 AND 1)
      )`);
    await db.query(`COMMENT ON TABLE media_host IS
      'media-hosts. One row per media host that ever reported, kept current by its heartbeat every 5 s.'`);
    await db.query(`
      CREATE TABLE media_reservation (
        call_id text NOT NULL,
        host_id text NOT NULL,
        reserved_at timestamptz NOT NULL,
        CONSTRAINT media_reservation_pkey PRIMARY KEY (call_id),
        CONSTRAINT media_reservation_host FOREIGN KEY (host_id) REFERENCES media_host (host_id)
      )`);
    await db.query(`CREATE INDEX media_reservation_by_host ON media_reservation (host_id)`);
    await db.query(`COMMENT ON TABLE media_reservation IS
      'media-hosts. Room for one call on one media host; lives from the decision to the release of the call.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE media_reservation, media_host`);
  }
}
