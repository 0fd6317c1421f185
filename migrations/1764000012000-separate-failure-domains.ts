import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SeparateFailureDomains1764000012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE media_reservation
        ADD COLUMN failure_domain text,
        ADD COLUMN separated_by text,
        ADD CONSTRAINT media_reservation_known_separated_by CHECK (separated_by IN ('failureDomain', 'host'))`);
    await db.query(`UPDATE media_reservation SET separated_by = 'host' WHERE separation_key IS NOT NULL`);
    // A call that shares its host keeps its key, so that those which come later know of it.
    await db.query(`ALTER TABLE media_reservation DROP CONSTRAINT media_reservation_apart`);
    await db.query(`CREATE UNIQUE INDEX media_reservation_own_host
      ON media_reservation (separation_key, host_id) WHERE separated_by IS NOT NULL`);
    await db.query(`CREATE UNIQUE INDEX media_reservation_own_failure_domain
      ON media_reservation (separation_key, failure_domain) WHERE separated_by = 'failureDomain'`);
    await db.query(`CREATE INDEX media_reservation_by_separation_key ON media_reservation (separation_key)`);
    // Nothing looks for reservations by host: hosts count their own.
    await db.query(`DROP INDEX media_reservation_by_host`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX media_reservation_by_host ON media_reservation (host_id)`);
    await db.query(`DROP INDEX media_reservation_by_separation_key`);
    await db.query(`UPDATE media_reservation SET separation_key = NULL WHERE separated_by IS NULL`);
    await db.query(`ALTER TABLE media_reservation DROP COLUMN failure_domain, DROP COLUMN separated_by`);
    await db.query(`ALTER TABLE media_reservation
      ADD CONSTRAINT media_reservation_apart UNIQUE (separation_key, host_id)`);
  }
}
