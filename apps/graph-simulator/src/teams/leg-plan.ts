import { randomUUID } from 'node:crypto';
import type { Conversation } from './conversation.js';
import type { Fixture } from './invitation.js';
import type { LegPlan } from './leg.js';
import type { Person } from './people.js';

/** What may be said of an invitation; the rest is usual. */
export type InvitationPlan = Partial<Omit<LegPlan, 'conversation' | 'person'>> & {
  fixture: Fixture;
  overrides?: Record<string, unknown>;
};

export function legPlan(conversation: Conversation, person: Person, plan: InvitationPlan): LegPlan {
  const { fixture: _fixture, overrides: _overrides, ...rest } = plan;
  const recorder = person.policy?.recorders[0];
  return {
    conversation,
    person,
    kind: 'policyRecording',
    media: 'speech',
    seed: '1',
    faults: null,
    establishedFirst: false,
    callId: null,
    idSpelling: 'hyphens',
    applicationInstanceId: recorder?.applicationInstanceId ?? randomUUID(),
    lane: 0,
    myParticipantId: randomUUID(),
    pairedRecorders: [],
    ...rest,
  };
}
