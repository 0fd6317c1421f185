import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ListConversations1764000011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX conversation_tenant ON conversation (tenant_id, began_at DESC, conversation_id DESC)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX conversation_tenant`);
  }
}
