import { Module } from '@nestjs/common';
import { PutPolicyHandler } from './commands/put-policy.js';
import { RetirePolicyHandler } from './commands/retire-policy.js';
import { PolicyStore } from './policy.store.js';
import { DecideRecordingHandler } from './queries/decide-recording.js';
import { ListConfiguredActionsHandler } from './queries/list-configured-actions.js';
import { ListPoliciesHandler } from './queries/list-policies.js';

@Module({
  providers: [
    PolicyStore,
    DecideRecordingHandler,
    ListPoliciesHandler,
    ListConfiguredActionsHandler,
    PutPolicyHandler,
    RetirePolicyHandler,
  ],
})
export class PoliciesModule {}
