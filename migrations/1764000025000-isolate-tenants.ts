import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `current_setting('witness.tenant', true)`;

/** What a row must be like for a tenant to see it. Null in the second and third: it is for every tenant. */
const OWN = `tenant_id = ${TENANT}`;
const VISIBLE: Record<string, string> = {
  recording_session: OWN,
  conversation: OWN,
  notification_log: OWN,
  session_hour: OWN,
  recording_policy: `coalesce(tenant_id, ${TENANT}) = ${TENANT}`,
  recording_policy_version: `coalesce(policy->>'tenant_id', ${TENANT}) = ${TENANT}`,
  audit_entry: `actor_tenant = ${TENANT}`,
};

/** What hangs on a session is seen by whoever sees that. */
const OF_SESSIONS = [
  'session_event',
  'session_participant',
  'seat',
  'join_decision',
  'kept_segment',
  'participant_recorder',
  'recorder_presence',
];

const IS_NO_TENANT = `current_user <> tenant_role()`;

/** From here on a member of a role need not have its rights by himself, and whoever makes one may not use it. */
const POSTGRES_WITH_SET = 160_000;

interface Server {
  version: number;
  mayMakeRoles: boolean;
}

/**
 * One tenant's people see nothing of another's, whatever a statement forgets to say: theirs are asked under a role that
 * row-level security holds (libs/platform/src/database/tenant-read.ts). The recorder's own role is not: calls of every
 * tenant are its business. Roles are the cluster's, so each database has its own, by a name of its own that it tells by
 * `tenant_role()`; whoever may make none is given `witness_tenant` beforehand.
 */
export class IsolateTenants1764000025000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [server] = (await db.query(`SELECT current_setting('server_version_num')::integer AS version,
      rolsuper OR rolcreaterole AS "mayMakeRoles" FROM pg_roles WHERE rolname = current_user`)) as [Server];
    const role = server.mayMakeRoles ? `witness_tenant_${randomBytes(6).toString('hex')}` : 'witness_tenant';
    if (server.mayMakeRoles) {
      await db.query(`CREATE ROLE ${role} NOLOGIN`);
      const how = server.version >= POSTGRES_WITH_SET ? ' WITH INHERIT FALSE, SET TRUE' : '';
      await db.query(`GRANT ${role} TO CURRENT_USER${how}`);
    }
    await db.query(`CREATE FUNCTION tenant_role() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN '${role}'::text`);
    const ofSessions = OF_SESSIONS.map((table) => [
      table,
      `EXISTS (SELECT FROM recording_session s WHERE s.session_id = ${table}.session_id)`,
    ]);
    for (const [table, condition] of [...Object.entries(VISIBLE), ...ofSessions]) {
      await db.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await db.query(`CREATE POLICY own_tenant ON ${table} FOR SELECT TO ${role} USING (${condition})`);
      // A recorder may run under a role that does not own the tables.
      await db.query(`CREATE POLICY every_tenant ON ${table} USING (${IS_NO_TENANT}) WITH CHECK (${IS_NO_TENANT})`);
      await db.query(`GRANT SELECT ON ${table} TO ${role}`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    const [{ role }] = (await db.query(`SELECT tenant_role() AS role`)) as [{ role: string }];
    for (const table of [...Object.keys(VISIBLE), ...OF_SESSIONS]) {
      await db.query(`REVOKE SELECT ON ${table} FROM ${role}`);
      await db.query(`DROP POLICY own_tenant ON ${table}`);
      await db.query(`DROP POLICY every_tenant ON ${table}`);
      await db.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await db.query(`DROP FUNCTION tenant_role()`);
  }
}
