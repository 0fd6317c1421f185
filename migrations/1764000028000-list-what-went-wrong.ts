import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists of what is rare: invitations that were not answered, and calls that somebody should look at. */
export class ListWhatWentWrong1764000028000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX recording_session_response
      ON recording_session (response, received_at DESC, session_id DESC) WHERE response <> 'answered'`);
    await db.query(`CREATE INDEX recording_session_flagged
      ON recording_session (received_at DESC, session_id DESC) WHERE flags <> '[]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX recording_session_response, recording_session_flagged`);
  }
}
