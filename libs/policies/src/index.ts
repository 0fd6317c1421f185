export { PoliciesModule } from './policies.module.js';
export { PutPolicy } from './commands/put-policy.js';
export { RetirePolicy } from './commands/retire-policy.js';
export { DecideRecording } from './queries/decide-recording.js';
export { ListConfiguredActions, type ConfiguredPolicyAction } from './queries/list-configured-actions.js';
export { ListPolicies, type PolicyPage, type PolicyPosition } from './queries/list-policies.js';
export { BUILT_IN_DECLINE, BUILT_IN_RECORD } from './decide.js';
export type { CallToDecide, Decision, DecisionFlag, DecisionReason } from './decide.js';
export type { PolicyDraft } from './policy-rules.js';
export type {
  AnswerModality,
  MediaKind,
  MediaPrompt,
  PolicyAction,
  PolicyMatch,
  RecordingPolicy,
  RedirectTarget,
} from './policy.entity.js';
