import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { covering, decide, REASON, type CallToDecide, type Decision, type DecisionReason } from '../decide.js';
import { NotYourTenantsPolicy } from '../policies.errors.js';
import { requireChangeable } from '../policy-change.js';
import { checkPolicy, type PolicyDraft } from '../policy-rules.js';
import type { RecordingPolicy } from '../policy.entity.js';
import { PolicyStore } from '../policy.store.js';

/** What would be decided for a call, and what each policy that says something of it has to do with that. */
export interface PolicyTrial {
  decision: Decision;
  /** In the order in which each would decide if those before it were not there. */
  covering: { policyId: string; version: number | null; name: string; reason: DecisionReason; isDraft: boolean }[];
}

/**
 * Decides a call without doing anything: by the policies in force, with one more that is not stored yet in the place of the
 * one with its id. Throws NotYourTenantsPolicy, PolicyContradictsItself and PolicyIdTaken of that one, as putting it would.
 */
export class TryPolicies extends Query<PolicyTrial> {
  constructor(
    readonly call: CallToDecide,
    readonly draft: PolicyDraft | null,
    /** Whose policies the caller may change; null: every tenant's. */
    readonly tenantScope: string | null,
  ) {
    super();
  }
}

@QueryHandler(TryPolicies)
export class TryPoliciesHandler implements IQueryHandler<TryPolicies> {
  constructor(
    private readonly policies: PolicyStore,
    private readonly clock: Clock,
  ) {}

  async execute({ call, draft, tenantScope }: TryPolicies): Promise<PolicyTrial> {
    const inForce = await this.policies.applicable(call);
    const policies = draft ? await this.withDraft(inForce, draft, tenantScope) : inForce;
    return {
      decision: decide(policies, call),
      covering: covering(policies, call).map(({ policyId, version, name, match }) => {
        const isDraft = policyId === draft?.policyId;
        return { policyId, version: isDraft ? null : version, name, reason: REASON[match], isDraft };
      }),
    };
  }

  /** Changing a policy leaves it as old as it is: of equals the newest decides. */
  private async withDraft(
    inForce: readonly RecordingPolicy[],
    draft: PolicyDraft,
    tenantScope: string | null,
  ): Promise<RecordingPolicy[]> {
    if (tenantScope !== null && draft.tenantId !== tenantScope) throw new NotYourTenantsPolicy(draft.policyId);
    checkPolicy(draft);
    const former = await this.policies.find(draft.policyId);
    requireChangeable(former, tenantScope);
    const stored = { createdAt: former?.createdAt ?? this.clock.now(), version: (former?.version ?? 0) + 1 };
    return [...inForce.filter(({ policyId }) => policyId !== draft.policyId), { ...draft, ...stored, retiredAt: null }];
  }
}
