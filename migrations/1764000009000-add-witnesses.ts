import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddWitnesses1764000009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE recording_session
        ADD COLUMN graph_gone_since timestamptz,
        ADD COLUMN roster_empty_since timestamptz,
        ADD COLUMN media_lost_since timestamptz,
        ADD COLUMN deleted_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE recording_session
        DROP COLUMN graph_gone_since, DROP COLUMN roster_empty_since, DROP COLUMN media_lost_since,
        DROP COLUMN deleted_at`);
  }
}
