import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddParticipantRecorders1764000010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE recording_session ADD COLUMN names_recorders boolean NOT NULL DEFAULT false`);
    await db.query(`
      CREATE TABLE participant_recorder (
        session_id uuid NOT NULL,
        observed_participant_id text NOT NULL,
        relation text NOT NULL,
        recorder_participant_id text NOT NULL,
        recorder_id text,
        named_from timestamptz NOT NULL,
        named_until timestamptz,
        CONSTRAINT participant_recorder_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id),
        CONSTRAINT participant_recorder_known_relation CHECK (relation IN ('paired', 'other'))
      )`);
    await db.query(`CREATE UNIQUE INDEX participant_recorder_named_once
      ON participant_recorder (session_id, observed_participant_id, relation, recorder_participant_id)
      WHERE named_until IS NULL`);
    await db.query(`COMMENT ON TABLE participant_recorder IS
      'recording. Other recorders that Teams named beside ours for a participant, from when to when. Lives as long as its session.'`);
    await db.query(`
      CREATE TABLE recorder_presence (
        session_id uuid NOT NULL,
        recorder_participant_id text NOT NULL,
        recording_status text,
        seen_from timestamptz NOT NULL,
        seen_until timestamptz,
        CONSTRAINT recorder_presence_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id)
      )`);
    await db.query(`CREATE UNIQUE INDEX recorder_presence_once
      ON recorder_presence (session_id, recorder_participant_id) WHERE seen_until IS NULL`);
    await db.query(`COMMENT ON TABLE recorder_presence IS
      'recording. When rosters showed a named recorder, and with which recording status. Lives as long as its session.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE recorder_presence, participant_recorder`);
    await db.query(`ALTER TABLE recording_session DROP COLUMN names_recorders`);
  }
}
