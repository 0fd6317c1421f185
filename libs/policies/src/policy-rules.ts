import { PolicyContradictsItself } from './policies.errors.js';
import type { RecordingPolicy } from './policy.entity.js';

/** What somebody asks to be stored; times and version are ours. */
export type PolicyDraft = Omit<RecordingPolicy, 'createdAt' | 'retiredAt' | 'version'>;

/** Throws PolicyContradictsItself unless the parts of the policy go together. */
export function checkPolicy({ match, action, ...policy }: PolicyDraft): void {
  const named = match === 'exact' || match === 'pattern';
  if (named && policy.policyIdentifier === null) refuse('policyIdentifier', `is needed by match ${match}`);
  if (!named && policy.policyIdentifier !== null) refuse('policyIdentifier', `means nothing with match ${match}`);
  // Graph lets only the recorder of a policy invite report that it records (updateRecordingStatus, 8506).
  if (action === 'record' && match === 'direct') refuse('action', 'a direct call can be answered, not recorded');
  // Nothing documents that redirecting a policy invite works; it moves a call to another callee (protocol §7.4).
  if (action === 'redirect' && match !== 'direct') refuse('action', 'only a direct call can be redirected');
  if (action === 'redirect' && !policy.redirectTargets?.length) refuse('redirectTargets', 'a redirect needs a target');
  // A recording is made from media that a media host receives; prompts are played by Graph (protocol §9.9, §14.1).
  if (action === 'record' && policy.mediaKind === 'serviceHosted')
    refuse('mediaKind', 'recording needs app-hosted media');
  if (policy.prefetchPrompts.length > 0 && policy.mediaKind !== 'serviceHosted')
    refuse('prefetchPrompts', 'are fetched for service-hosted media only');
}

function refuse(parameter: string, reason: string): never {
  throw new PolicyContradictsItself(parameter, reason);
}
