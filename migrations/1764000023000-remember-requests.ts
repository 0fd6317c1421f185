import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberRequests1764000023000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idempotent_request (
        caller text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        began_at timestamptz NOT NULL,
        status integer,
        headers jsonb,
        body jsonb,
        CONSTRAINT idempotent_request_pkey PRIMARY KEY (caller, key)
      )`);
    await db.query(`COMMENT ON TABLE idempotent_request IS
      'identity. Requests with an Idempotency-Key and what was replied, so that a repeat does nothing again; a row lives for a day.'`);
    await db.query(`CREATE INDEX idempotent_request_age ON idempotent_request (began_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE idempotent_request`);
  }
}
