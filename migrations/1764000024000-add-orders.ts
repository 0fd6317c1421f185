import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddOrders1764000024000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE recording_session
        ADD COLUMN standing_order text,
        ADD COLUMN paused_until timestamptz,
        ADD CONSTRAINT recording_session_known_order CHECK (standing_order IN ('paused', 'stopped', 'hungUp')),
        ADD CONSTRAINT recording_session_pause_ends CHECK ((standing_order = 'paused') IS TRUE = (paused_until IS NOT NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE recording_session DROP COLUMN standing_order, DROP COLUMN paused_until`);
  }
}
