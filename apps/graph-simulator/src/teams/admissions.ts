import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Conversation } from './conversation.js';
import { groupOf, invitationUnderWay, legWithRoom } from './grouping.js';
import { incomingNotification } from './invitation.js';
import { Joining, type Asked } from './joining.js';
import { USUAL_WAY, type JoiningWay } from './joining-way.js';
import { Leg } from './leg.js';
import { LegLife } from './leg-life.js';
import { legPlan, type InvitationPlan } from './leg-plan.js';
import { Legs } from './legs.js';
import type { InvitedRecorder, Person } from './people.js';
import type { Delivery } from './webhook.js';

/** How one user under policy came under one recorder of that policy. */
export interface Admission {
  readonly recorder: InvitedRecorder;
  /** Every joining that was asked of a leg, in order. */
  readonly asked: Asked[];
  /** The invitation for this user, if there was one, and the webhook's reply to it. */
  invited: Leg | null;
  inviteReply: Delivery | null;
  /** The leg that took them, or was invited for them; null when none would. */
  leg: Leg | null;
  /** The recorder's participant id, which its pair is told of. */
  recorderParticipantId: string;
}

/** Longer than an invitation lives. */
const SETTLED_WITHIN_MS = 20_000;

/** What Teams does about recording when a user under policy joins: asks a leg with room, else invites the application. */
@Injectable()
export class Admissions {
  constructor(
    private readonly legs: Legs,
    private readonly life: LegLife,
    private readonly joining: Joining,
  ) {}

  /** Resolves once every recorder of the policy was found or invited. Answers to invitations are not waited for. */
  async admit(
    conversation: Conversation,
    person: Person,
    plan: InvitationPlan,
    way: JoiningWay = USUAL_WAY,
  ): Promise<Admission[]> {
    const recorders = person.policy?.recorders ?? [];
    const admissions = recorders.map((recorder) => this.begun(conversation, person, recorder));
    await Promise.all(
      admissions.map((admission, index) => {
        const paired = admissions.filter(
          ({ recorder }) => recorder.applicationInstanceId !== admission.recorder.applicationInstanceId,
        );
        const seeded = index === 0 ? plan : { ...plan, seed: `${plan.seed}/${index}` };
        return this.underOne(conversation, person, admission, paired, seeded, way);
      }),
    );
    return admissions;
  }

  private begun(conversation: Conversation, person: Person, recorder: InvitedRecorder): Admission {
    const expected = legWithRoom(this.groupOf(conversation, person, recorder));
    const recorderParticipantId = expected?.myParticipantId ?? randomUUID();
    return { recorder, asked: [], invited: null, inviteReply: null, leg: null, recorderParticipantId };
  }

  private async underOne(
    conversation: Conversation,
    person: Person,
    admission: Admission,
    paired: readonly Admission[],
    plan: InvitationPlan,
    way: JoiningWay,
  ): Promise<void> {
    const { applicationInstanceId, lane } = admission.recorder;
    const planned = () =>
      legPlan(conversation, person, {
        ...plan,
        applicationInstanceId,
        lane,
        myParticipantId: admission.recorderParticipantId,
        pairedRecorders: paired.map(({ recorder, recorderParticipantId }) => ({
          id: recorder.applicationInstanceId,
          participantId: recorderParticipantId,
        })),
      });
    const sentAwayBy = new Set<Leg>();
    let inviteUri: string | null = null;
    // Who left while they waited needs no recorder.
    while (conversation.people.has(person.participantId)) {
      const group = this.groupOf(conversation, person, admission.recorder);
      const leg = legWithRoom(group, sentAwayBy);
      if (leg) {
        admission.recorderParticipantId = leg.myParticipantId;
        const asked = await this.joining.ask({ leg, join: planned(), ...plan, way });
        admission.asked.push(asked);
        // Whoever has left before they were asked for is not recorded, whatever the reply.
        if (way.leftFirst) return;
        if (asked.response.kind === 'accepted') {
          leg.handled.add(person.participantId);
          admission.leg = leg;
        }
        if (asked.response.kind !== 'inviteNewBot') return;
        sentAwayBy.add(leg);
        inviteUri = asked.response.inviteUri;
        admission.recorderParticipantId = randomUUID();
        continue;
      }
      const underWay = way.spills === 'oneByOne' ? invitationUnderWay(group) : null;
      if (underWay) {
        await underWay.until(({ state }) => state !== 'incoming', SETTLED_WITHIN_MS);
        continue;
      }
      const invited = new Leg(planned());
      admission.invited = invited;
      admission.leg = invited;
      const notification = incomingNotification(invited, plan.fixture, plan.overrides);
      void this.life.invite(invited, notification, inviteUri).then((reply) => (admission.inviteReply = reply));
      return;
    }
  }

  private groupOf(conversation: Conversation, person: Person, recorder: InvitedRecorder): Leg[] {
    return person.policy ? groupOf(this.legs.openIn(conversation), person.policy, recorder) : [];
  }
}
