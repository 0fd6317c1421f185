import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists that find little among much: what a rare policy was asked for, and calls that are not over. */
export class ListByState1764000016000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX recording_session_policy
      ON recording_session (lower(policy_identifier), received_at DESC, session_id DESC)`);
    await db.query(`CREATE INDEX recording_session_live
      ON recording_session (received_at DESC, session_id DESC) WHERE ended_at IS NULL`);
    await db.query(`CREATE INDEX recording_session_state
      ON recording_session (call_state, received_at DESC, session_id DESC) WHERE call_state <> 'terminated'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX recording_session_policy, recording_session_live, recording_session_state`);
  }
}
