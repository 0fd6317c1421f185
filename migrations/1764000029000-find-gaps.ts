import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists of gaps that find little among much: of one user, of a rare cause, and those that were disproved. */
export class FindGaps1764000029000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX coverage_gap_of_user ON coverage_gap (user_id, started_at DESC, gap_id DESC)`);
    await db.query(`CREATE INDEX coverage_gap_of_cause ON coverage_gap (cause, started_at DESC, gap_id DESC)`);
    await db.query(`CREATE INDEX coverage_gap_withdrawn ON coverage_gap (started_at DESC, gap_id DESC)
      WHERE withdrawn_at IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX coverage_gap_of_user, coverage_gap_of_cause, coverage_gap_withdrawn`);
  }
}
