import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddStatistics1764000021000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE session_hour (
        tenant_id text NOT NULL,
        hour timestamptz NOT NULL,
        invitations integer NOT NULL,
        answered integer NOT NULL,
        rejected integer NOT NULL,
        redirected integer NOT NULL,
        missed integer NOT NULL,
        undecided integer NOT NULL,
        recorded integer NOT NULL,
        failed integer NOT NULL,
        live integer NOT NULL,
        answer_ms_max integer,
        answer_times integer[] NOT NULL,
        rolled_up_at timestamptz NOT NULL,
        CONSTRAINT session_hour_pkey PRIMARY KEY (tenant_id, hour)
      )`);
    // Which hours are to be added up again.
    await db.query(`CREATE INDEX session_hour_live ON session_hour (hour) WHERE tenant_id = '*' AND live > 0`);
    await db.query(`COMMENT ON TABLE session_hour IS
      'recording. What became of the calls that came in during an hour, by tenant, and of all as tenant *; added up from recording_session. Kept, also when those sessions are deleted.'`);
    await db.query(`COMMENT ON COLUMN session_hour.answer_times IS
      'How many answers took how long: counts on the scale of libs/recording/src/statistics/answer-times.ts.'`);

    await db.query(`
      CREATE TABLE live_peak (
        day date NOT NULL,
        calls integer NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT live_peak_pkey PRIMARY KEY (day)
      )`);
    await db.query(`COMMENT ON TABLE live_peak IS
      'recording. The most calls that were live on a day (UTC), as looked at every minute. Kept, a row a day.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE live_peak, session_hour`);
  }
}
