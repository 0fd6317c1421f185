import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { NotYourTenantsPolicy, PolicyIdTaken } from '../policies.errors.js';
import { checkPolicy, type PolicyDraft } from '../policy-rules.js';
import type { RecordingPolicy } from '../policy.entity.js';
import { PolicyStore } from '../policy.store.js';

/** An order: store this policy, new or in place of the one with its id. The next call is decided by it. */
export class PutPolicy extends Command<RecordingPolicy> {
  constructor(
    readonly policy: PolicyDraft,
    /** The only tenant whose policies the caller may change; null for every tenant. */
    readonly tenantScope: string | null,
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

  async execute({ policy, tenantScope }: PutPolicy): Promise<RecordingPolicy> {
    if (tenantScope !== null && policy.tenantId !== tenantScope) throw new NotYourTenantsPolicy(policy.policyId);
    checkPolicy(policy);
    const stored = await this.policies.put(policy, tenantScope, this.clock.now());
    if (!stored) throw new PolicyIdTaken(policy.policyId);
    return stored;
  }
}
