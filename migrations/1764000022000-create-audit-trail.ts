import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditTrail1764000022000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL,
        request_id uuid NOT NULL,
        outcome text NOT NULL,
        actor text,
        actor_tenant text,
        actor_kind text,
        role text NOT NULL,
        method text NOT NULL,
        route text NOT NULL,
        parameters jsonb NOT NULL,
        source text,
        status integer,
        code text,
        shown integer,
        reason text,
        former jsonb,
        current jsonb,
        CONSTRAINT audit_entry_pkey PRIMARY KEY (id),
        CONSTRAINT audit_entry_known_outcome CHECK (outcome IN ('ordered', 'done', 'refused', 'failed'))
      )`);
    await db.query(`COMMENT ON TABLE audit_entry IS
      'identity. Who asked the admin API for what, and what came of it; rows are added and never changed or removed.'`);
    await db.query(`CREATE INDEX audit_entry_newest ON audit_entry (at DESC, id DESC)`);
    await db.query(`CREATE INDEX audit_entry_actor ON audit_entry (actor, at DESC, id DESC)`);
    await db.query(`CREATE INDEX audit_entry_actor_tenant ON audit_entry (actor_tenant, at DESC, id DESC)`);
    await db.query(`
      CREATE FUNCTION keep_audit_trail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the audit trail is only added to' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await db.query(`CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
      FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_trail()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE audit_entry`);
    await db.query(`DROP FUNCTION keep_audit_trail()`);
  }
}
