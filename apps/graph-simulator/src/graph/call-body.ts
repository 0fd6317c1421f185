import { userOf } from '../teams/bodies.js';
import type { Leg } from '../teams/leg.js';

/** `GET call`: the page prints most unused fields as null. */
export function callBody(leg: Leg): object {
  const { person, conversation } = leg.plan;
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#communications/calls/$entity',
    '@odata.type': '#microsoft.graph.call',
    id: leg.id,
    state: leg.state,
    direction: 'incoming',
    callbackUri: leg.answer?.callbackUri ?? '',
    callChainId: leg.callChainId,
    tenantId: leg.tenantId,
    source: {
      '@odata.type': '#microsoft.graph.participantInfo',
      identity: { '@odata.type': '#microsoft.graph.identitySet', user: userOf(person) },
      region: person.region,
      languageId: null,
    },
    targets: [],
    requestedModalities: leg.answer?.acceptedModalities ?? ['audio'],
    myParticipantId: conversation.kind === 'direct' ? null : leg.myParticipantId,
    subject: null,
    resultInfo: null,
    toneInfo: null,
  };
}
