import { normaliseId } from './graph-id.js';
import { isObject, member, openEnum, text } from './json-reader.js';
import type { Identity, ParticipantInfo } from './notification.js';

/** In the order of preference, should an identitySet name more than one: normally it does not (protocol §9.3). */
const KINDS = [
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
] as const satisfies readonly Identity['kind'][];

const ENDPOINT_TYPES = ['default', 'voicemail', 'skypeForBusiness', 'skypeForBusinessVoipPhone'];

/** Graph's identitySet. Null: it names nobody we know a kind for. */
export function readIdentity(identitySet: unknown): Identity | null {
  const named = KINDS.map((kind) => ({ kind, identity: member(identitySet, kind) })).filter(({ identity }) =>
    isObject(identity),
  );
  const found = named.find(({ identity }) => text(identity, 'id') !== null) ?? named[0];
  return found
    ? { kind: found.kind, id: readId(found.identity, 'id'), tenantId: readId(found.identity, 'tenantId') }
    : null;
}

/** participantInfo and invitationParticipantInfo; null when there is no such object. */
export function readParticipantInfo(info: unknown): ParticipantInfo | null {
  if (!isObject(info)) return null;
  return {
    // Metadata says participantId, the wire says id (protocol §16 C8).
    participantId: readId(info, 'participantId') ?? readId(info, 'id'),
    identity: readIdentity(member(info, 'identity')),
    endpointType: openEnum(info, 'endpointType', ENDPOINT_TYPES),
    region: text(info, 'region'),
    languageId: text(info, 'languageId'),
    countryCode: text(info, 'countryCode'),
  };
}

/** An id in the one spelling that we compare. */
export function readId(value: unknown, name: string): string | null {
  const id = text(value, name);
  return id === null ? null : normaliseId(id);
}
