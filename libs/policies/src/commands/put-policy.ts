import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { NotYourTenantsPolicy } from '../policies.errors.js';
import type { ChangedPolicy, PolicyChange } from '../policy-change.js';
import { checkPolicy, type PolicyDraft } from '../policy-rules.js';
import { PolicyStore } from '../policy.store.js';

/**
 * An order: store this policy, new or as the next version of the one with its id. The next call is decided by it. Throws
 * NotYourTenantsPolicy, PolicyContradictsItself, PolicyIdTaken, PolicyHasChanged.
 */
export class PutPolicy extends Command<ChangedPolicy> {
  constructor(
    readonly policy: PolicyDraft,
    readonly change: PolicyChange,
  ) {
    super();
  }
}

@CommandHandler(PutPolicy)
export class PutPolicyHandler implements ICommandHandler<PutPolicy> {
  constructor(
    private readonly policies: PolicyStore,
    private readonly clock: Clock,
  ) {}

  async execute({ policy, change }: PutPolicy): Promise<ChangedPolicy> {
    const { tenantScope } = change;
    if (tenantScope !== null && policy.tenantId !== tenantScope) throw new NotYourTenantsPolicy(policy.policyId);
    checkPolicy(policy);
    return this.policies.put(policy, change, this.clock.now());
  }
}
