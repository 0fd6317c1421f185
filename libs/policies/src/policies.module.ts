import { Module } from '@nestjs/common';
import { PutPolicyHandler } from './commands/put-policy.js';
import { RetirePolicyHandler } from './commands/retire-policy.js';
import { PolicyStore } from './policy.store.js';
import { DecideRecordingHandler } from './queries/decide-recording.js';
import { ListPoliciesHandler } from './queries/list-policies.js';

@Module({
  providers: [PolicyStore, DecideRecordingHandler, ListPoliciesHandler, PutPolicyHandler, RetirePolicyHandler],
})
export class PoliciesModule {}
