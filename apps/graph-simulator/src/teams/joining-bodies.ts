import { resultInfo } from './bodies.js';
import { incomingNotification, type Fixture } from './invitation.js';
import type { Leg } from './leg.js';
import type { Person } from './people.js';

/**
 * What a leg is asked. The call inside is not the leg: it describes the join, with an id of its own, as an invitation
 * for this person would (protocol §6.2).
 */
export function joiningNotification(
  leg: Leg,
  join: Leg,
  fixture: Fixture,
  overrides?: Record<string, unknown>,
): object {
  const { value } = incomingNotification(join, fixture, overrides) as { value: [{ resourceData: object }] };
  return {
    '@odata.type': '#microsoft.graph.participantJoiningNotification',
    call: { ...value[0].resourceData, myParticipantId: leg.myParticipantId },
  };
}

/** `joinId` is the call id of the person's joining. */
export function leftNotification({ participantId }: Person, joinId: string): object {
  return {
    '@odata.type': '#microsoft.graph.participantLeftNotification',
    participantId,
    call: {
      '@odata.type': '#microsoft.graph.call',
      id: joinId,
      state: 'terminated',
      resultInfo: resultInfo({ code: 200, subcode: 0, message: '' }),
    },
  };
}
