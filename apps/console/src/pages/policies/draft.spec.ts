import type { PolicyBody } from '@app/contracts';
import { expect, it } from 'vitest';
import { bodyOf, draftOf, EMPTY } from './draft.js';

const FULL: PolicyBody = {
  name: 'Front desk',
  tenantId: '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293',
  match: 'pattern',
  policyIdentifier: 'desk-*',
  action: 'redirect',
  rejectReason: 'busy',
  redirectTargets: [{ userId: '2c9e1f70-5555-4b3a-8d21-6f7a8b9c0d1e' }],
  redirectTimeoutSeconds: 30,
  mediaKind: 'appHosted',
  modalities: ['audio', 'video'],
  participantCapacity: 20,
  prefetchPrompts: [{ uri: 'https://recorder.contoso.com/beep.wav', resourceId: null }],
  contentSharingNotifications: false,
};

it('nothing of a policy is lost on its way through the form', () => {
  expect(bodyOf(draftOf(FULL))).toEqual(FULL);
  const plain = bodyOf({ ...EMPTY, name: 'Plain' });
  expect(bodyOf(draftOf(plain))).toEqual(plain);
  expect(plain).toMatchObject({
    tenantId: null,
    redirectTargets: null,
    prefetchPrompts: [],
    participantCapacity: null,
  });
});

it('says which JSON is none', () => {
  expect(() => bodyOf({ ...EMPTY, redirectTargets: '[{' })).toThrow('The targets are not JSON.');
  expect(() => bodyOf({ ...EMPTY, prefetchPrompts: 'beep.wav' })).toThrow('The prompts are not JSON.');
});
