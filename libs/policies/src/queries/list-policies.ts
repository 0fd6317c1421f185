import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Page, pageOf, type Position, positionTime, type Statement } from '@app/platform';
import type { RecordingPolicy } from '../policy.entity.js';
import { POLICY_COLUMNS } from '../policy.store.js';

/** Policies, newest first: those for any tenant and, with `tenantScope`, that tenant's own; else every tenant's. */
export class ListPolicies extends Query<Page<RecordingPolicy>> {
  constructor(
    readonly tenantScope: string | null,
    readonly retired: boolean,
    readonly after: Position | null,
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
        OR (created_at, policy_id COLLATE "C") < (${positionTime('$3')}, $4))
    ORDER BY created_at DESC, policy_id COLLATE "C" DESC LIMIT $5`,
};

type PolicyRow = RecordingPolicy & { position: string };

@QueryHandler(ListPolicies)
export class ListPoliciesHandler implements IQueryHandler<ListPolicies> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, retired, after, limit }: ListPolicies): Promise<Page<RecordingPolicy>> {
    const values = [tenantScope, retired, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.forPeople(tenantScope).query<PolicyRow>(LIST, values);
    const policyOf = ({ position: _position, ...policy }: PolicyRow): RecordingPolicy => policy;
    return pageOf(rows, limit, policyOf, ({ position, policyId }) => ({ at: position, id: policyId }));
  }
}
