import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchCoverage1764000013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE coverage_watch (
        conversation_id uuid NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT coverage_watch_pkey PRIMARY KEY (conversation_id)
      )`);
    await db.query(`COMMENT ON TABLE coverage_watch IS
      'recording. Conversations in which somebody may be recorded twice; a row lives until a minute after the last call has ended.'`);
    await db.query(`
      INSERT INTO coverage_watch (conversation_id, since)
      SELECT conversation_id, max(received_at) FROM recording_session WHERE conversation_id IS NOT NULL
      GROUP BY conversation_id
      HAVING bool_or(ended_at IS NULL)
        AND (bool_or(names_recorders) OR count(DISTINCT (coalesce(application_instance_id, ''), lane)) > 1)`);
    await db.query(`
      CREATE TABLE coverage_ending (
        conversation_id uuid NOT NULL,
        participant_id text NOT NULL,
        ending text NOT NULL,
        noted_at timestamptz NOT NULL,
        CONSTRAINT coverage_ending_pkey PRIMARY KEY (conversation_id, participant_id, ending),
        CONSTRAINT coverage_ending_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (conversation_id)
      )`);
    await db.query(`COMMENT ON TABLE coverage_ending IS
      'recording. Which recordings of whom ended and made their coverage fall: each is told of once. Lives as long as its conversation.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE coverage_ending, coverage_watch`);
  }
}
