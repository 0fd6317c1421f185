import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddConversations1764000006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE conversation (
        conversation_id uuid NOT NULL,
        tenant_id text NOT NULL,
        conversation_key text NOT NULL,
        began_at timestamptz NOT NULL,
        CONSTRAINT conversation_pkey PRIMARY KEY (conversation_id),
        CONSTRAINT conversation_known UNIQUE (tenant_id, conversation_key)
      )`);
    await db.query(`CREATE INDEX conversation_newest ON conversation (began_at DESC, conversation_id DESC)`);
    await db.query(`COMMENT ON TABLE conversation IS
      'recording. One row per Teams call or meeting: what all of its legs share. Lives as long as its sessions.'`);
    await db.query(`
      INSERT INTO conversation (conversation_id, tenant_id, conversation_key, began_at)
      SELECT gen_random_uuid(), tenant_id, coalesce(call_chain_id, call_id), min(received_at)
      FROM recording_session GROUP BY tenant_id, coalesce(call_chain_id, call_id)`);

    await db.query(`
      ALTER TABLE recording_session
        ADD COLUMN conversation_id uuid,
        ADD COLUMN lane integer NOT NULL DEFAULT 0,
        ADD COLUMN spilled_from uuid`);
    await db.query(`
      UPDATE recording_session s SET conversation_id = c.conversation_id FROM conversation c
      WHERE c.tenant_id = s.tenant_id AND c.conversation_key = coalesce(s.call_chain_id, s.call_id)`);
    await db.query(`CREATE INDEX recording_session_legs ON recording_session (conversation_id, received_at)`);

    await db.query(`
      CREATE TABLE seat (
        session_id uuid NOT NULL,
        number integer NOT NULL,
        capacity integer,
        participant_id text NOT NULL,
        user_id text,
        conversation_id uuid,
        application_instance_id text NOT NULL,
        lane integer NOT NULL,
        taken_at timestamptz NOT NULL,
        freed_at timestamptz,
        freed_by text,
        CONSTRAINT seat_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id),
        CONSTRAINT seat_within_capacity CHECK (number >= 1 AND number <= greatest(capacity, 1)),
        CONSTRAINT seat_known_freed_by CHECK (freed_by IN ('left', 'roster', 'moved', 'ended')),
        CONSTRAINT seat_freed CHECK ((freed_at IS NULL) = (freed_by IS NULL))
      )`);
    await db.query(`CREATE UNIQUE INDEX seat_taken_once ON seat (session_id, number) WHERE freed_at IS NULL`);
    await db.query(`CREATE UNIQUE INDEX seat_one_per_participant
      ON seat (conversation_id, application_instance_id, lane, participant_id) WHERE freed_at IS NULL`);
    await db.query(`CREATE INDEX seat_of_participant ON seat (session_id, participant_id, taken_at)`);
    await db.query(`COMMENT ON TABLE seat IS
      'recording. Who is recorded by which call, from when to when; a seat is held while freed_at is null. Lives as long as its session.'`);
    await db.query(`
      INSERT INTO seat (session_id, number, capacity, participant_id, user_id, conversation_id, application_instance_id,
        lane, taken_at)
      SELECT session_id, number, greatest(participant_capacity, number), participant_id, user_id, NULL,
        coalesce(application_instance_id, ''), 0, coalesce(joined_at, received_at)
      FROM (SELECT s.*, p.participant_id, p.user_id, p.joined_at,
          row_number() OVER (PARTITION BY s.session_id ORDER BY p.joined_at, p.participant_id)::integer AS number
        FROM session_participant p JOIN recording_session s USING (session_id)
      WHERE p.seat_decision IN ('observed', 'accept') AND p.left_at IS NULL AND s.ended_at IS NULL
      ) AS held`);
    await db.query(`ALTER TABLE session_participant DROP COLUMN seat_decision`);

    await db.query(`
      CREATE TABLE join_decision (
        session_id uuid NOT NULL,
        participant_id text NOT NULL,
        joining_call_id text NOT NULL,
        decision text NOT NULL,
        decided_at timestamptz NOT NULL,
        CONSTRAINT join_decision_pkey PRIMARY KEY (session_id, participant_id, joining_call_id),
        CONSTRAINT join_decision_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id),
        CONSTRAINT join_decision_known CHECK (decision IN ('accept', 'inviteNewBot'))
      )`);
    await db.query(`COMMENT ON TABLE join_decision IS
      'recording. What was decided when a participant asked in, so that a repeat hears the same. Lives as long as its session.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE session_participant ADD COLUMN seat_decision text`);
    await db.query(`
      INSERT INTO session_participant (session_id, participant_id, user_id, seat_decision, joined_at)
      SELECT session_id, participant_id, user_id, 'accept', taken_at FROM seat WHERE freed_at IS NULL
      ON CONFLICT (session_id, participant_id) DO UPDATE SET seat_decision = 'accept'`);
    await db.query(`DROP TABLE join_decision, seat`);
    await db.query(
      `ALTER TABLE recording_session DROP COLUMN conversation_id, DROP COLUMN lane, DROP COLUMN spilled_from`,
    );
    await db.query(`DROP TABLE conversation`);
  }
}
