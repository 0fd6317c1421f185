import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Admissions, type Admission } from './admissions.js';
import type { Conversation, RecorderElsewhere } from './conversation.js';
import { incomingNotification } from './invitation.js';
import { Joining } from './joining.js';
import type { JoiningWay } from './joining-way.js';
import { Leg, type Result } from './leg.js';
import { LegLife } from './leg-life.js';
import { legPlan, type InvitationPlan } from './leg-plan.js';
import { Legs } from './legs.js';
import type { Person } from './people.js';
import { RESULTS } from './results.js';
import type { Delivery } from './webhook.js';

export interface Invitation {
  leg: Leg;
  /** The webhook's reply to the invitation. */
  delivery: Promise<Delivery | null>;
}

/** What people do in Teams, and what follows for recording applications. */
@Injectable()
export class Teams {
  constructor(
    private readonly legs: Legs,
    private readonly life: LegLife,
    private readonly joining: Joining,
    private readonly admissions: Admissions,
  ) {}

  /** One invitation of one application, whatever the policy asks for besides. */
  invite(conversation: Conversation, person: Person, plan: InvitationPlan): Invitation {
    const leg = new Leg(legPlan(conversation, person, plan));
    return { leg, delivery: this.life.invite(leg, incomingNotification(leg, plan.fixture, plan.overrides)) };
  }

  /** A call that somebody has answered already, at another desk or by putting it on record. */
  adopt(conversation: Conversation, person: Person, plan: InvitationPlan, callbackUri: string): void {
    this.life.adopt(new Leg(legPlan(conversation, person, plan)), callbackUri);
  }

  /** A user under policy joins and comes under each recorder of the policy; resolves once that is settled. */
  async policyUserJoins(
    conversation: Conversation,
    person: Person,
    plan: InvitationPlan,
    way?: JoiningWay,
  ): Promise<Admission[]> {
    conversation.join(person);
    const admissions = await this.admissions.admit(conversation, person, plan, way);
    const replies = admissions.map(({ asked }) => asked.at(-1)?.response.kind);
    const taken = admissions.some(({ leg }) => leg !== null);
    // Dropped after some repeats (microsoft-graph-comms-samples #745), or gone before it was asked.
    if (way?.leftFirst || (!taken && replies.includes('notUnderstood'))) conversation.leave(person.participantId);
    this.life.rosterChanged(conversation);
    return admissions;
  }

  /** Told to every leg that records them, and told again as often as wished. */
  leaves(conversation: Conversation, person: Person, repeats = 0): void {
    conversation.leave(person.participantId);
    for (const leg of this.legs.openIn(conversation)) {
      if (!leg.handled.delete(person.participantId)) continue;
      for (let told = 0; told <= repeats; told += 1) void this.joining.tellLeft(leg, person);
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

  /** Somebody else's recorder is in the conversation from now on, and records. */
  recorderJoins(conversation: Conversation, relation: RecorderElsewhere['relation']): RecorderElsewhere {
    const recorder: RecorderElsewhere = {
      relation,
      applicationInstanceId: randomUUID(),
      participantId: randomUUID(),
      recordingStatus: 'recording',
    };
    conversation.recordersElsewhere.add(recorder);
    this.life.rosterChanged(conversation);
    return recorder;
  }

  recorderReports(
    conversation: Conversation,
    recorder: RecorderElsewhere,
    status: RecorderElsewhere['recordingStatus'],
  ): void {
    recorder.recordingStatus = status;
    this.life.rosterChanged(conversation);
  }

  recorderLeaves(conversation: Conversation, recorder: RecorderElsewhere): void {
    if (conversation.recordersElsewhere.delete(recorder)) this.life.rosterChanged(conversation);
  }

  cutMedia(leg: Leg): void {
    this.life.cutMedia(leg);
  }

  end(conversation: Conversation, result: Result = RESULTS.conversationEnded): void {
    for (const person of [...conversation.people.keys()]) conversation.leave(person);
    for (const leg of this.legs.openIn(conversation)) this.life.end(leg, result);
  }
}
