import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BindMediaHost1764000005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE media_host ADD COLUMN reported_by text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE media_host DROP COLUMN reported_by`);
  }
}
