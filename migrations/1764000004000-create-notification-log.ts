import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotificationLog1764000004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notification_log (
        id bigint GENERATED ALWAYS AS IDENTITY,
        received_at timestamptz NOT NULL,
        tenant_id text,
        call_id text,
        call_key text,
        kind text NOT NULL,
        message_id text,
        original_message_id text,
        scenario_id text,
        body jsonb NOT NULL,
        CONSTRAINT notification_log_pkey PRIMARY KEY (id)
      )`);
    await db.query(`CREATE INDEX notification_log_call ON notification_log (call_id, id)`);
    await db.query(`COMMENT ON TABLE notification_log IS
      'recording. What Graph said and when, as received, secrets and names blanked before storage. Append-only evidence.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE notification_log`);
  }
}
