import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { NoSuchPolicy } from '../policies.errors.js';
import { PolicyStore } from '../policy.store.js';

/** An order: decide no further call by this policy. Calls that it decided keep naming it. */
export class RetirePolicy extends Command<void> {
  constructor(
    readonly policyId: string,
    /** The only tenant whose policies the caller may change; null for every tenant. */
    readonly tenantScope: string | null,
  ) {
    super();
  }
}

@CommandHandler(RetirePolicy)
export class RetirePolicyHandler implements ICommandHandler<RetirePolicy> {
  constructor(
    private readonly policies: PolicyStore,
    private readonly clock: Clock,
  ) {}

  async execute({ policyId, tenantScope }: RetirePolicy): Promise<void> {
    if (!(await this.policies.retire(policyId, tenantScope, this.clock.now()))) throw new NoSuchPolicy(policyId);
  }
}
