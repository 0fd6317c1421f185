import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';

/** What policies are called, by their ids, retired ones too. A built-in rule, which is stored nowhere, has no name. */
export class NamePolicies extends Query<ReadonlyMap<string, string>> {
  constructor(
    /** As in ListPolicies: of another tenant's nobody is told the name. */
    readonly tenantScope: string | null,
    readonly policyIds: readonly string[],
  ) {
    super();
  }
}

const NAMES: Statement = {
  name: 'policies.names',
  text: `SELECT policy_id AS "policyId", name FROM recording_policy WHERE policy_id = ANY ($1)`,
};

@QueryHandler(NamePolicies)
export class NamePoliciesHandler implements IQueryHandler<NamePolicies> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, policyIds }: NamePolicies): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database
      .forPeople(tenantScope)
      .query<{ policyId: string; name: string }>(NAMES, [policyIds]);
    return new Map(rows.map(({ policyId, name }) => [policyId, name]));
  }
}
