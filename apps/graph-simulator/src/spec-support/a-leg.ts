import { randomUUID } from 'node:crypto';
import { SeededRandom } from '../random.js';
import { Conversation } from '../teams/conversation.js';
import { Leg, type LegPlan } from '../teams/leg.js';
import { recordingPolicy, somebody } from '../teams/people.js';

/** A leg for a user under policy in a call of two, as if just invited. */
export function aLeg(plan: Partial<LegPlan> = {}): Leg {
  const conversation = plan.conversation ?? new Conversation(randomUUID(), 'oneToOne');
  const person = plan.person ?? somebody(new SeededRandom(1), conversation.tenantId, recordingPolicy('Contoso'));
  conversation.join(person);
  conversation.join(somebody(new SeededRandom(2), conversation.tenantId, null));
  return new Leg({
    conversation,
    person,
    kind: 'policyRecording',
    media: 'none',
    seed: 'leg',
    faults: null,
    establishedFirst: false,
    callId: null,
    idSpelling: 'hyphens',
    applicationInstanceId: person.policy?.recorders[0].applicationInstanceId ?? randomUUID(),
    lane: 0,
    myParticipantId: randomUUID(),
    pairedRecorders: [],
    ...plan,
  });
}

export const anAnswer = {
  callbackUri: 'https://rec.contoso.com/api/calls/k7Qm2',
  acceptedModalities: ['audio'],
  mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
  participantCapacity: 100,
};
