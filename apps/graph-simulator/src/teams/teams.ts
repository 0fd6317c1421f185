import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Conversation } from './conversation.js';
import { incomingNotification, type Fixture } from './invitation.js';
import { Joining } from './joining.js';
import { Leg, type LegPlan, type Result } from './leg.js';
import { LegLife } from './leg-life.js';
import { Legs } from './legs.js';
import type { Person } from './people.js';
import { RESULTS } from './results.js';
import type { Delivery } from './webhook.js';

export interface Invitation {
  leg: Leg;
  /** The webhook's reply to the invitation. */
  delivery: Promise<Delivery | null>;
}

export type InvitationPlan = Partial<Omit<LegPlan, 'conversation' | 'person'>> & {
  fixture: Fixture;
  overrides?: Record<string, unknown>;
};

/** What people do in Teams, and what follows for recording applications. */
@Injectable()
export class Teams {
  constructor(
    private readonly legs: Legs,
    private readonly life: LegLife,
    private readonly joining: Joining,
  ) {}

  /** A new leg, and an invitation for it. */
  invite(
    conversation: Conversation,
    person: Person,
    plan: InvitationPlan,
    inviteUri: string | null = null,
  ): Invitation {
    const { fixture, overrides, ...rest } = plan;
    const leg = new Leg({
      conversation,
      person,
      kind: 'policyRecording',
      media: 'speech',
      seed: '1',
      faults: null,
      establishedFirst: false,
      idSpelling: 'hyphens',
      applicationInstanceId: person.policy?.applicationInstanceId ?? randomUUID(),
      ...rest,
    });
    return { leg, delivery: this.life.invite(leg, incomingNotification(leg, fixture, overrides), inviteUri) };
  }

  /** A policy user joins: an existing leg with room is asked, otherwise a new one is invited. */
  async policyUserJoins(conversation: Conversation, person: Person, plan: InvitationPlan): Promise<Leg | null> {
    conversation.join(person);
    const withRoom = this.legs.withRoomFor(conversation, person);
    if (!withRoom) {
      this.life.rosterChanged(conversation);
      return this.invite(conversation, person, plan).leg;
    }
    const response = await this.joining.ask(withRoom, person, plan);
    switch (response.kind) {
      case 'accepted':
        withRoom.handled.add(person.participantId);
        this.life.rosterChanged(conversation);
        return withRoom;
      case 'rejected':
        this.life.rosterChanged(conversation);
        return null;
      case 'inviteNewBot':
        this.life.rosterChanged(conversation);
        return this.invite(conversation, person, plan, response.inviteUri).leg;
      case 'notUnderstood':
        // The user was dropped after some repeats (microsoft-graph-comms-samples #745).
        conversation.leave(person.participantId);
        this.life.rosterChanged(conversation);
        return null;
    }
  }

  leaves(conversation: Conversation, person: Person): void {
    conversation.leave(person.participantId);
    for (const leg of this.legs.openIn(conversation)) {
      if (leg.handled.delete(person.participantId)) void this.joining.tellLeft(leg, person);
    }
    this.life.rosterChanged(conversation);
  }

  shares(conversation: Conversation, person: Person, sharing: boolean, sessionId: string): void {
    conversation.share(person, sharing);
    for (const leg of this.legs.openIn(conversation)) {
      if (!leg.contentSharingNotifications) continue;
      const kind = sharing ? 'contentSharingStarted' : 'contentSharingEnded';
      // All lower case in the path, as the page prints it.
      void this.life.tell(leg, kind, sharing ? 'created' : 'deleted', `/contentsharingsessions/${sessionId}`);
    }
    this.life.rosterChanged(conversation);
  }

  end(conversation: Conversation, result: Result = RESULTS.conversationEnded): void {
    for (const person of [...conversation.people.keys()]) conversation.leave(person);
    for (const leg of this.legs.openIn(conversation)) this.life.end(leg, result);
  }
}
