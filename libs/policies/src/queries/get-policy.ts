import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import { NoSuchPolicy } from '../policies.errors.js';
import type { RecordingPolicy } from '../policy.entity.js';
import { POLICY_COLUMNS } from '../policy.store.js';

/** One policy, also a retired one. Throws NoSuchPolicy, also when it is another tenant's. */
export class GetPolicy extends Query<RecordingPolicy> {
  constructor(
    /** As in ListPolicies: a tenant sees its own and those for any tenant. */
    readonly tenantScope: string | null,
    readonly policyId: string,
  ) {
    super();
  }
}

const GET: Statement = {
  name: 'policies.get',
  text: `SELECT ${POLICY_COLUMNS} FROM recording_policy
    WHERE policy_id = $1 AND ($2::text IS NULL OR tenant_id = $2 OR tenant_id IS NULL)`,
};

@QueryHandler(GetPolicy)
export class GetPolicyHandler implements IQueryHandler<GetPolicy> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, policyId }: GetPolicy): Promise<RecordingPolicy> {
    const [policy] = await this.database.forPeople(tenantScope).query<RecordingPolicy>(GET, [policyId, tenantScope]);
    if (!policy) throw new NoSuchPolicy(policyId);
    return policy;
  }
}
