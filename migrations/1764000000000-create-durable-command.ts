import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDurableCommand1764000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE durable_command (
        id bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        ordering_key text NOT NULL,
        dedupe_key text,
        data jsonb NOT NULL,
        run_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        claimed_by text,
        last_error text,
        buried_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT durable_command_pkey PRIMARY KEY (id)
      ) WITH (
        -- Rows live for milliseconds: without frequent sweeps the index of what is due fills with the dead.
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000
      )`);
    await db.query(
      `CREATE UNIQUE INDEX durable_command_dedupe ON durable_command (dedupe_key) WHERE buried_at IS NULL`,
    );
    await db.query(`CREATE INDEX durable_command_order ON durable_command (ordering_key, id) WHERE buried_at IS NULL`);
    await db.query(`CREATE INDEX durable_command_due ON durable_command (run_at) WHERE buried_at IS NULL`);
    await db.query(`COMMENT ON TABLE durable_command IS
      'platform. Commands that outlive a crash: a row lives until its command has run; buried ones wait for an operator.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE durable_command`);
  }
}
