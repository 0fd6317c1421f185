import { expect, it } from 'vitest';
import { checkPolicy, type PolicyDraft } from './policy-rules.js';
import { PolicyContradictsItself } from './policies.errors.js';

const sound: PolicyDraft = {
  policyId: 'p',
  name: 'p',
  tenantId: null,
  match: 'anyPolicy',
  policyIdentifier: null,
  action: 'record',
  rejectReason: null,
  redirectTargets: null,
  redirectTimeoutSeconds: null,
  mediaKind: 'appHosted',
  modalities: ['audio'],
  participantCapacity: 100,
  prefetchPrompts: [],
  contentSharingNotifications: true,
};
const prompt = { uri: 'https://media.example/hello.wav', resourceId: null };

it.each<[string, Partial<PolicyDraft>]>([
  ['a default that records', {}],
  ['a named policy', { match: 'exact', policyIdentifier: 'Sales' }],
  [
    'an answered direct call with prompts',
    { match: 'direct', action: 'answer', mediaKind: 'serviceHosted', prefetchPrompts: [prompt] },
  ],
  [
    'a redirected direct call',
    { match: 'direct', action: 'redirect', redirectTargets: [{ phoneNumber: '+12345678901' }] },
  ],
])('accepts %s', (_what, parts) => {
  expect(() => checkPolicy({ ...sound, ...parts })).not.toThrow();
});

it.each<[string, Partial<PolicyDraft>, string]>([
  ['an exact match without a policy', { match: 'exact' }, 'policyIdentifier'],
  ['a policy that nothing is compared with', { policyIdentifier: 'Sales' }, 'policyIdentifier'],
  ['a direct call recorded', { match: 'direct' }, 'action'],
  ['a policy invite redirected', { action: 'redirect', redirectTargets: [{ userId: 'u' }] }, 'action'],
  ['a redirect to nobody', { match: 'direct', action: 'redirect', redirectTargets: [] }, 'redirectTargets'],
  ['a recording of media that Graph keeps', { mediaKind: 'serviceHosted' }, 'mediaKind'],
  ['prompts that nobody would play', { prefetchPrompts: [prompt] }, 'prefetchPrompts'],
])('refuses %s, and says which part', (_what, parts, parameter) => {
  const check = () => checkPolicy({ ...sound, ...parts });

  expect(check).toThrow(PolicyContradictsItself);
  expect(check).toThrow(new RegExp(`^${parameter}: `));
});
