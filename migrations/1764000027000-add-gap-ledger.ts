import type { MigrationInterface, QueryRunner } from 'typeorm';

const IS_NO_TENANT = `current_user <> tenant_role()`;

/** What policy wanted recorded and nobody kept (docs/adr/0029). No foreign keys: checking them would wait for whoever changes a call. */
export class AddGapLedger1764000027000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE coverage_gap (
        gap_id uuid NOT NULL,
        tenant_id text NOT NULL,
        conversation_id uuid NOT NULL,
        session_id uuid,
        participant_id text NOT NULL,
        user_id text,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        cause text NOT NULL,
        found_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        explanation text,
        explained_by text,
        explained_at timestamptz,
        CONSTRAINT coverage_gap_pkey PRIMARY KEY (gap_id),
        CONSTRAINT coverage_gap_lasts CHECK (ended_at > started_at),
        CONSTRAINT coverage_gap_explained CHECK (num_nulls(explanation, explained_by, explained_at) IN (0, 3)),
        CONSTRAINT coverage_gap_known_cause CHECK (cause IN ('notAnswered', 'noMediaHost', 'neverEstablished', 'notAdmitted', 'starting',
          'recordingRefused', 'paused', 'stopped', 'hungUp', 'mediaLost', 'nothingShown', 'callEnded', 'unexplained'))
      )`);
    await db.query(`CREATE UNIQUE INDEX coverage_gap_once
      ON coverage_gap (conversation_id, participant_id, started_at, ended_at, cause) WHERE withdrawn_at IS NULL`);
    await db.query(`CREATE INDEX coverage_gap_newest ON coverage_gap (started_at DESC, gap_id DESC)`);
    await db.query(
      `CREATE INDEX coverage_gap_newest_of_tenant ON coverage_gap (tenant_id, started_at DESC, gap_id DESC)`,
    );
    await db.query(`CREATE INDEX coverage_gap_open ON coverage_gap (started_at DESC, gap_id DESC)
      WHERE cause = 'unexplained' AND explained_at IS NULL AND withdrawn_at IS NULL`);
    await db.query(`COMMENT ON TABLE coverage_gap IS
      'recording. Stretches that policy wanted recorded and nobody kept, each with its cause; one that later news disproved is withdrawn. Lives as long as its conversation.'`);
    await db.query(`ALTER TABLE coverage_gap ENABLE ROW LEVEL SECURITY`);
    const [{ role }] = (await db.query(`SELECT tenant_role() AS role`)) as [{ role: string }];
    await db.query(`CREATE POLICY own_tenant ON coverage_gap FOR SELECT TO ${role}
      USING (tenant_id = current_setting('witness.tenant', true))`);
    await db.query(`CREATE POLICY every_tenant ON coverage_gap USING (${IS_NO_TENANT}) WITH CHECK (${IS_NO_TENANT})`);
    await db.query(`GRANT SELECT ON coverage_gap TO ${role}`);

    await db.query(`
      CREATE TABLE unsettled_conversation (
        conversation_id uuid NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT unsettled_conversation_pkey PRIMARY KEY (conversation_id)
      ) WITH (fillfactor = 50)`);
    await db.query(`CREATE INDEX unsettled_conversation_due ON unsettled_conversation (since)`);
    await db.query(`COMMENT ON TABLE unsettled_conversation IS
      'recording. Conversations of which something was heard after a call of theirs had ended: the ledger of gaps is to be settled. A row lives a minute.'`);
    // Yesterday's, too; what lies before that was told as the releases of then did.
    await db.query(`INSERT INTO unsettled_conversation (conversation_id, since)
      SELECT DISTINCT conversation_id, now() FROM recording_session
      WHERE received_at > now() - interval '1 day' AND ended_at IS NOT NULL AND conversation_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE unsettled_conversation, coverage_gap`);
  }
}
