import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CallToDecide, Decision } from '@app/policies';
import { Database, type Statement } from '@app/platform';
import { NoSuchSession } from '../recording.errors.js';

export interface DecidedCall {
  /** What policies are asked about it. */
  call: CallToDecide;
  /** What was decided; null: nothing yet. */
  decision: Decision | null;
}

/** A past call as it was put to the policies. Throws NoSuchSession, also when it is another tenant's. */
export class GetDecidedCall extends Query<DecidedCall> {
  constructor(
    readonly tenantScope: string | null,
    readonly sessionId: string,
  ) {
    super();
  }
}

const GET: Statement = {
  name: 'recording.decided-call',
  text: `SELECT kind, coalesce(policy_holder_tenant_id, tenant_id) AS "tenantId",
      policy_identifier AS "policyIdentifier", decision
    FROM recording_session WHERE session_id = $1 AND ($2::text IS NULL OR tenant_id = $2)`,
};

@QueryHandler(GetDecidedCall)
export class GetDecidedCallHandler implements IQueryHandler<GetDecidedCall> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId }: GetDecidedCall): Promise<DecidedCall> {
    const [row] = await this.database
      .forPeople(tenantScope)
      .query<CallToDecide & { decision: Decision | null }>(GET, [sessionId, tenantScope]);
    if (!row) throw new NoSuchSession({ sessionId });
    const { decision, ...call } = row;
    return { call, decision };
  }
}
