import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import type { RecordingPolicy } from '../policy.entity.js';
import { POLICY_COLUMNS } from '../policy.store.js';

/** Where a page ended. `at` is microseconds since 1970, because the column is finer than a JavaScript date. */
export interface PolicyPosition {
  at: string;
  id: string;
}

export interface PolicyPage {
  items: RecordingPolicy[];
  next: PolicyPosition | null;
}

/** Policies, newest first: those for any tenant and, with `tenantScope`, that tenant's own; else every tenant's. */
export class ListPolicies extends Query<PolicyPage> {
  constructor(
    readonly tenantScope: string | null,
    readonly retired: boolean,
    readonly after: PolicyPosition | null,
    readonly limit: number,
  ) {
    super();
  }
}

const LIST: Statement = {
  name: 'policies.list',
  text: `SELECT ${POLICY_COLUMNS}, (extract(epoch FROM created_at) * 1000000)::bigint::text AS "position"
    FROM recording_policy
    WHERE ($1::text IS NULL OR tenant_id = $1 OR tenant_id IS NULL)
      AND ($2 OR retired_at IS NULL)
      AND ($3::bigint IS NULL
        OR (created_at, policy_id COLLATE "C") < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4))
    ORDER BY created_at DESC, policy_id COLLATE "C" DESC LIMIT $5`,
};

@QueryHandler(ListPolicies)
export class ListPoliciesHandler implements IQueryHandler<ListPolicies> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, retired, after, limit }: ListPolicies): Promise<PolicyPage> {
    const values = [tenantScope, retired, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.query<RecordingPolicy & { position: string }>(LIST, values);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit),
      next: last ? { at: last.position, id: last.policyId } : null,
    };
  }
}
