import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VersionPolicies1764000019000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE recording_policy
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT recording_policy_version_counts CHECK (version >= 1)`);
    await db.query(`
      CREATE TABLE recording_policy_version (
        policy_id text NOT NULL,
        version integer NOT NULL,
        policy jsonb NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by text,
        changed_by_tenant text,
        reason text,
        CONSTRAINT recording_policy_version_pkey PRIMARY KEY (policy_id, version),
        CONSTRAINT recording_policy_version_policy FOREIGN KEY (policy_id) REFERENCES recording_policy (policy_id)
      )`);
    await db.query(`COMMENT ON TABLE recording_policy_version IS
      'policies. Each version of a policy as its row was, who made it and why; lives as long as its policy, because sessions name the version that decided.'`);
    // What policies were like before cannot be known: what they are like now is their first version.
    await db.query(`
      INSERT INTO recording_policy_version (policy_id, version, policy, changed_at)
      SELECT policy_id, version, to_jsonb(p), coalesce(retired_at, created_at) FROM recording_policy p`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE recording_policy_version`);
    await db.query(`ALTER TABLE recording_policy DROP COLUMN version`);
  }
}
