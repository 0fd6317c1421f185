import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What keeps Postgres from work that nobody gains by (docs/performance.md): a keepAlive changes no indexed column any
 * more; tables that change all the time are not sampled anew every few seconds; a seat that is freed stays on its page.
 */
export class SpareHotTables1764000018000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Of what recording_session_open held, calls that are not over are in recording_session_live.
    await db.query(`DROP INDEX recording_session_open`);
    await db.query(`CREATE INDEX recording_session_unestablished ON recording_session (received_at)
      WHERE ended_at IS NULL AND response = 'answered' AND established_at IS NULL`);
    await db.query(`ALTER TABLE recording_session SET (autovacuum_vacuum_scale_factor = 0.1,
      autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 5000)`);
    await db.query(`ALTER TABLE durable_command SET (autovacuum_analyze_threshold = 10000)`);
    await db.query(`ALTER TABLE session_participant SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.1)`);
    await db.query(`ALTER TABLE seat SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.1)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE seat RESET (fillfactor, autovacuum_vacuum_scale_factor)`);
    await db.query(`ALTER TABLE session_participant RESET (autovacuum_vacuum_scale_factor)`);
    await db.query(`ALTER TABLE session_participant SET (fillfactor = 85)`);
    await db.query(`ALTER TABLE durable_command SET (autovacuum_analyze_threshold = 1000)`);
    await db.query(`ALTER TABLE recording_session RESET (autovacuum_analyze_threshold)`);
    await db.query(`ALTER TABLE recording_session SET (
      autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`);
    await db.query(`DROP INDEX recording_session_unestablished`);
    await db.query(`CREATE INDEX recording_session_open ON recording_session (checked_at) WHERE ended_at IS NULL`);
  }
}
