import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which joinings have been left: what tells the repeat of a left, which may come when its participant is back. */
export class AddDepartures1764000017000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE departure (
        session_id uuid NOT NULL,
        participant_id text NOT NULL,
        joining_call_id text NOT NULL,
        told_at timestamptz NOT NULL,
        CONSTRAINT departure_pkey PRIMARY KEY (session_id, participant_id, joining_call_id),
        CONSTRAINT departure_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id)
      )`);
    await db.query(`COMMENT ON TABLE departure IS
      'recording. Which joinings Teams said were left, so that a repeat of that takes nobody''s seat. Lives as long as its session.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE departure`);
  }
}
