import type { PolicyBody } from '@app/contracts';
import { expect, it } from 'vitest';
import { bodyOf, draftOf, EMPTY } from './draft.js';

const FULL: PolicyBody = {
  name: 'Front desk',
  tenantId: '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293',
  match: 'pattern',
  policyIdentifier: 'desk-*',
  action: 'answer',
  rejectReason: 'busy',
  redirectTargets: [
    { userId: '2c9e1f70-5555-4b3a-8d21-6f7a8b9c0d1e' },
    { applicationInstanceId: '2c9e1f70-5555-4b3a-8d21-6f7a8b9c0d1f' },
    { phoneNumber: '+4930123456' },
  ],
  redirectTimeoutSeconds: 30,
  mediaKind: 'serviceHosted',
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

it('what was typed for another choice is kept in the form, and not sent', () => {
  const draft = draftOf(FULL);

  expect(bodyOf({ ...draft, match: 'anyPolicy' }).policyIdentifier).toBeNull();
  expect(bodyOf({ ...draft, match: 'direct' }).policyIdentifier).toBeNull();
  expect(bodyOf({ ...draft, mediaKind: 'appHosted' }).prefetchPrompts).toEqual([]);
});

it('a row with nothing in it is none', () => {
  const rows = {
    redirectTargets: [{ kind: 'userId' as const, id: ' ' }],
    prefetchPrompts: [{ uri: '', resourceId: 'x' }],
  };

  expect(bodyOf({ ...EMPTY, mediaKind: 'serviceHosted', ...rows })).toMatchObject({
    redirectTargets: null,
    prefetchPrompts: [],
  });
});
