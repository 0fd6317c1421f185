import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRecordingSession1764000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE recording_session (
        session_id uuid NOT NULL,
        call_id text NOT NULL,
        graph_call_id text NOT NULL,
        call_key text NOT NULL,
        call_chain_id text,
        tenant_id text NOT NULL,
        kind text NOT NULL,
        policy_identifier text,
        policy_name text,
        policy_holder_tenant_id text,
        application_instance_id text,
        observed_participant_id text,
        observed_user_id text,
        my_participant_id text,
        participation_method text,
        source_region text,
        media_hosted_region text,
        on_behalf_of jsonb,
        transferor jsonb,
        other_side_user jsonb,
        call_routes jsonb NOT NULL,
        chat_info jsonb,
        invite_reasons jsonb NOT NULL,
        paired_recorders jsonb NOT NULL,
        other_recorders jsonb NOT NULL,
        flags jsonb NOT NULL,
        direction text NOT NULL,
        call_state text NOT NULL,
        recording_status text NOT NULL,
        wanted_status text,
        permit_id text,
        permit_state text NOT NULL,
        decision jsonb,
        response text,
        answer_attempts integer NOT NULL,
        missed jsonb,
        participant_capacity integer,
        participant_count integer NOT NULL,
        alone_since timestamptz,
        media_kind text,
        media_host_id text,
        media_session_id text,
        media_state text NOT NULL,
        media_reported_at timestamptz,
        first_media_at timestamptz,
        content_sharing boolean NOT NULL,
        roster_sequence_number bigint,
        received_at timestamptz NOT NULL,
        respond_by timestamptz NOT NULL,
        responded_at timestamptz,
        established_at timestamptz,
        recording_started_at timestamptz,
        recording_stopped_at timestamptz,
        checked_at timestamptz,
        ended_at timestamptz,
        end_reason jsonb,
        CONSTRAINT recording_session_pkey PRIMARY KEY (session_id),
        CONSTRAINT recording_session_call_id UNIQUE (call_id),
        CONSTRAINT recording_session_call_key UNIQUE (call_key),
        CONSTRAINT recording_session_known_kind CHECK (kind IN ('policyRecording', 'direct')),
        CONSTRAINT recording_session_known_status CHECK (recording_status IN ('notRecording', 'recording', 'failed')),
        CONSTRAINT recording_session_known_permit CHECK (permit_state IN ('closed', 'open')),
        CONSTRAINT recording_session_known_media_state CHECK (media_state IN ('awaited', 'flowing', 'unheard', 'lost')),
        CONSTRAINT recording_session_gate CHECK (permit_state = 'closed' OR (recording_status = 'recording' AND ended_at IS NULL)),
        CONSTRAINT recording_session_capacity CHECK (participant_count >= 0)
      )`);
    await db.query(`CREATE INDEX recording_session_newest ON recording_session (received_at DESC, session_id DESC)`);
    await db.query(
      `CREATE INDEX recording_session_tenant ON recording_session (tenant_id, received_at DESC, session_id DESC)`,
    );
    await db.query(`CREATE INDEX recording_session_chain ON recording_session (call_chain_id)`);
    await db.query(`CREATE INDEX recording_session_observed ON recording_session (observed_user_id, received_at DESC)`);
    await db.query(`CREATE INDEX recording_session_open ON recording_session (checked_at) WHERE ended_at IS NULL`);
    await db.query(`CREATE UNIQUE INDEX recording_session_media ON recording_session (media_session_id)`);
    await db.query(`COMMENT ON TABLE recording_session IS
      'recording. One row per call that Teams invited us to; lives as long as the tenant''s retention says.'`);

    await db.query(`
      CREATE TABLE session_event (
        id bigint GENERATED ALWAYS AS IDENTITY,
        session_id uuid NOT NULL,
        type text NOT NULL,
        at timestamptz NOT NULL,
        cause text NOT NULL,
        message_id text,
        data jsonb NOT NULL,
        CONSTRAINT session_event_pkey PRIMARY KEY (id),
        CONSTRAINT session_event_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id)
      )`);
    await db.query(`CREATE INDEX session_event_timeline ON session_event (session_id, id)`);
    await db.query(`COMMENT ON TABLE session_event IS
      'recording. Every transition of a session, append-only; lives as long as its session.'`);

    await db.query(`
      CREATE TABLE session_participant (
        session_id uuid NOT NULL,
        participant_id text NOT NULL,
        user_id text,
        tenant_id text,
        identity_kind text,
        is_in_lobby boolean,
        is_muted boolean,
        in_roster boolean NOT NULL DEFAULT false,
        seat_decision text,
        joined_at timestamptz,
        left_at timestamptz,
        CONSTRAINT session_participant_pkey PRIMARY KEY (session_id, participant_id),
        CONSTRAINT session_participant_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id)
      )`);
    await db.query(`COMMENT ON TABLE session_participant IS
      'recording. Who was in a call, from rosters, joinings and lefts; ids only, never names. Lives as long as its session.'`);

    await db.query(`
      CREATE TABLE kept_segment (
        session_id uuid NOT NULL,
        sha256 text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        bytes bigint NOT NULL,
        uri text NOT NULL,
        participant_id text,
        reported_at timestamptz NOT NULL,
        CONSTRAINT kept_segment_pkey PRIMARY KEY (session_id, sha256, started_at),
        CONSTRAINT kept_segment_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id)
      )`);
    await db.query(`COMMENT ON TABLE kept_segment IS
      'recording. What a media host says it has written; lives as long as its session.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE kept_segment, session_participant, session_event, recording_session`);
  }
}
