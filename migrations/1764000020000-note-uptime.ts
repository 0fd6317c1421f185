import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For telling why a call came to nothing: when recorders could take invitations, and who had a part in which call. */
export class NoteUptime1764000020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE recorder_uptime (
        recorder_id uuid NOT NULL,
        up_from timestamptz NOT NULL,
        up_until timestamptz NOT NULL,
        CONSTRAINT recorder_uptime_pkey PRIMARY KEY (recorder_id, up_from),
        CONSTRAINT recorder_uptime_forward CHECK (up_from <= up_until)
      ) WITH (
        -- A row is extended every five seconds, in a column without an index: with room for its next version on its
        -- page that costs no index entries.
        fillfactor = 20
      )`);
    await db.query(`COMMENT ON TABLE recorder_uptime IS
      'recording. When each recorder process could take invitations, a row a stretch, extended every 5 s. Kept: some rows a day.'`);

    // A call of neither, as to a meeting, has no entry in these.
    await db.query(`CREATE INDEX recording_session_other_side
      ON recording_session ((other_side_user->>'id'), received_at DESC) WHERE other_side_user IS NOT NULL`);
    await db.query(`CREATE INDEX recording_session_on_behalf_of
      ON recording_session ((on_behalf_of->>'id'), received_at DESC) WHERE on_behalf_of IS NOT NULL`);
    await db.query(`CREATE INDEX seat_of_user ON seat (user_id, taken_at DESC) WHERE user_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX seat_of_user, recording_session_on_behalf_of, recording_session_other_side`);
    await db.query(`DROP TABLE recorder_uptime`);
  }
}
