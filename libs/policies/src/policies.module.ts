import { Module } from '@nestjs/common';
import { PutPolicyHandler } from './commands/put-policy.js';
import { RetirePolicyHandler } from './commands/retire-policy.js';
import { PolicyStore } from './policy.store.js';
import { DecideRecordingHandler } from './queries/decide-recording.js';
import { GetPolicyHandler } from './queries/get-policy.js';
import { ListConfiguredActionsHandler } from './queries/list-configured-actions.js';
import { ListPoliciesHandler } from './queries/list-policies.js';
import { ListPolicyVersionsHandler } from './queries/list-policy-versions.js';
import { NamePoliciesHandler } from './queries/name-policies.js';
import { TryPoliciesHandler } from './queries/try-policies.js';

@Module({
  providers: [
    PolicyStore,
    DecideRecordingHandler,
    GetPolicyHandler,
    ListPoliciesHandler,
    ListPolicyVersionsHandler,
    TryPoliciesHandler,
    ListConfiguredActionsHandler,
    NamePoliciesHandler,
    PutPolicyHandler,
    RetirePolicyHandler,
  ],
})
export class PoliciesModule {}
