import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRecordingPolicy1764000002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE recording_policy (
        policy_id text NOT NULL,
        name text NOT NULL,
        tenant_id text,
        match text NOT NULL,
        policy_identifier text,
        action text NOT NULL,
        reject_reason text,
        redirect_targets jsonb,
        redirect_timeout_seconds integer,
        media_kind text,
        modalities jsonb NOT NULL,
        participant_capacity integer,
        prefetch_prompts jsonb NOT NULL,
        content_sharing_notifications boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        retired_at timestamptz,
        CONSTRAINT recording_policy_pkey PRIMARY KEY (policy_id),
        CONSTRAINT recording_policy_known_match CHECK (match IN ('exact', 'pattern', 'anyPolicy', 'direct')),
        CONSTRAINT recording_policy_known_action CHECK (action IN ('record', 'answer', 'decline', 'redirect')),
        CONSTRAINT recording_policy_known_reason CHECK (reject_reason IN ('none', 'busy', 'forbidden')),
        CONSTRAINT recording_policy_known_media CHECK (media_kind IN ('appHosted', 'serviceHosted')),
        CONSTRAINT recording_policy_capacity CHECK (participant_capacity >= 0),
        CONSTRAINT recording_policy_timeout CHECK (redirect_timeout_seconds BETWEEN 15 AND 90),
        CONSTRAINT recording_policy_identifier CHECK ((match IN ('exact', 'pattern')) = (policy_identifier IS NOT NULL)),
        CONSTRAINT recording_policy_recorded_by_policy CHECK (action <> 'record' OR match <> 'direct')
      )`);
    await db.query(`COMMENT ON TABLE recording_policy IS
      'policies. What a tenant wants done with a call; retired rather than deleted, because sessions name the rule that decided.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE recording_policy`);
  }
}
