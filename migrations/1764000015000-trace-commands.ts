import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TraceCommands1764000015000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE durable_command ADD COLUMN traceparent text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE durable_command DROP COLUMN traceparent`);
  }
}
