export { PoliciesModule } from './policies.module.js';
export { PutPolicy } from './commands/put-policy.js';
export { RetirePolicy } from './commands/retire-policy.js';
export { DecideRecording } from './queries/decide-recording.js';
export { ListConfiguredActions, type ConfiguredPolicyAction } from './queries/list-configured-actions.js';
export { ListPolicies } from './queries/list-policies.js';
export type { Decision } from './decide.js';
export type { PolicyDraft } from './policy-rules.js';
export type { RecordingPolicy } from './policy.entity.js';
