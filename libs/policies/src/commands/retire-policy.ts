import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import type { ChangedPolicy, PolicyChange } from '../policy-change.js';
import { PolicyStore } from '../policy.store.js';

/** An order: decide no further call by this policy. Calls that it decided keep naming it. Throws NoSuchPolicy, PolicyHasChanged. */
export class RetirePolicy extends Command<ChangedPolicy> {
  constructor(
    readonly policyId: string,
    readonly change: PolicyChange,
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

  execute({ policyId, change }: RetirePolicy): Promise<ChangedPolicy> {
    return this.policies.retire(policyId, change, this.clock.now());
  }
}
