import { expect, it } from 'vitest';
import { readIdentity, readParticipantInfo } from './identity-set.js';

it.each([
  'user',
  'guest',
  'applicationInstance',
  'application',
  'phone',
  'azureCommunicationServicesUser',
  'onPremises',
  'device',
  'assertedIdentity',
  'encrypted',
])('knows an identity of kind %s, and its tenant', (kind) => {
  const identitySet = {
    '@odata.type': '#microsoft.graph.identitySet',
    user: null,
    [kind]: { id: 'X1', tenantId: 'T1' },
  };

  expect(readIdentity(identitySet)).toEqual({ kind, id: 'X1', tenantId: 'T1' });
});

it('prefers the one who has an id when an identitySet names several', () => {
  expect(readIdentity({ user: { displayName: 'Somebody' }, phone: { id: '+441632960000' } })).toEqual({
    kind: 'phone',
    id: '+441632960000',
    tenantId: null,
  });
});

it('never takes over a display name', () => {
  const info = readParticipantInfo({ id: 'p1', identity: { user: { id: 'u1', displayName: 'Robin Secret' } } });

  expect(JSON.stringify(info)).not.toContain('Robin');
});

it('reads the participant id under the name of the wire and under that of the metadata', () => {
  expect(readParticipantInfo({ id: 'C3D4E5F6666640718293C4D5E6F70819' })?.participantId).toBe(
    'c3d4e5f6-6666-4071-8293-c4d5e6f70819',
  );
  expect(readParticipantInfo({ participantId: 'p1', id: 'other' })?.participantId).toBe('p1');
});

it.each([
  null,
  undefined,
  'user',
  7,
  [],
  [{ user: { id: 'u1' } }],
  {},
  { user: 'u1' },
  { user: [] },
  { group: { id: 'g1' } },
])('names nobody from %j', (identitySet) => {
  expect(readIdentity(identitySet)).toBeNull();
});
