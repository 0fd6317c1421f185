import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import { NoSuchPolicy } from '../policies.errors.js';
import type { RecordingPolicy } from '../policy.entity.js';
import { POLICY_COLUMNS } from '../policy.store.js';

/** A policy as it was from one change to the next. */
export interface PolicyVersion extends RecordingPolicy {
  changedAt: Date;
  /** Object id and tenant of who made it; null: the installation, or somebody with the database at hand. */
  changedBy: string | null;
  changedByTenant: string | null;
  reason: string | null;
}

export interface PolicyVersions {
  items: PolicyVersion[];
  /** The version that the page ended with; null: there is nothing more. */
  next: number | null;
}

/** What a policy was like, the newest first. Throws NoSuchPolicy, also when it is another tenant's. */
export class ListPolicyVersions extends Query<PolicyVersions> {
  constructor(
    readonly tenantScope: string | null,
    readonly policyId: string,
    /** Older than this version; null: from the newest on. */
    readonly before: number | null,
    readonly limit: number,
  ) {
    super();
  }
}

// A version is its policy's row as it was: the table's own type reads it, and columns that came later are null. It may
// have been another tenant's then; and who changed it is the business of nobody but their own tenant and ours.
const LIST: Statement = {
  name: 'policies.versions',
  text: `SELECT ${POLICY_COLUMNS}, v.changed_at AS "changedAt", v.changed_by AS "changedBy",
      v.changed_by_tenant AS "changedByTenant", v.reason
    FROM (
      SELECT version AS number, policy, changed_at,
        CASE WHEN $2::text IS NULL OR changed_by_tenant = $2 THEN changed_by END AS changed_by,
        CASE WHEN $2::text IS NULL OR changed_by_tenant = $2 THEN changed_by_tenant END AS changed_by_tenant,
        CASE WHEN $2::text IS NULL OR changed_by_tenant = $2 THEN reason END AS reason
      FROM recording_policy_version
      WHERE policy_id = $1 AND ($3::integer IS NULL OR version < $3)
        AND ($2::text IS NULL OR coalesce(policy->>'tenant_id', $2) = $2)
      ORDER BY version DESC LIMIT $4
    ) v CROSS JOIN LATERAL jsonb_populate_record(NULL::recording_policy, v.policy) p
    ORDER BY v.number DESC`,
};

const VISIBLE: Statement = {
  name: 'policies.visible',
  text: `SELECT 1 FROM recording_policy WHERE policy_id = $1 AND ($2::text IS NULL OR tenant_id = $2 OR tenant_id IS NULL)`,
};

@QueryHandler(ListPolicyVersions)
export class ListPolicyVersionsHandler implements IQueryHandler<ListPolicyVersions> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, policyId, before, limit }: ListPolicyVersions): Promise<PolicyVersions> {
    const visible = await this.database.forPeople(tenantScope).query(VISIBLE, [policyId, tenantScope]);
    if (visible.length === 0) throw new NoSuchPolicy(policyId);
    const rows = await this.database
      .forPeople(tenantScope)
      .query<PolicyVersion>(LIST, [policyId, tenantScope, before, limit + 1]);
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.version ?? null) : null };
  }
}
