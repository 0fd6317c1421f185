import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SeparateMediaHosts1764000008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE media_host ADD COLUMN failure_domain text`);
    await db.query(`ALTER TABLE media_reservation ADD COLUMN separation_key text`);
    // Without a key nothing is to be kept apart: null equals nothing.
    await db.query(`ALTER TABLE media_reservation
      ADD CONSTRAINT media_reservation_apart UNIQUE (separation_key, host_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE media_reservation DROP COLUMN separation_key`);
    await db.query(`ALTER TABLE media_host DROP COLUMN failure_domain`);
  }
}
