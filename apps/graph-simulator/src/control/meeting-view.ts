import { earlierStatuses } from '../teams/webhook.js';
import type { Admission } from '../teams/admissions.js';
import type { Asked } from '../teams/joining.js';
import type { Leg } from '../teams/leg.js';
import { RESULTS } from '../teams/results.js';
import { legView } from './leg-view.js';
import type { Attendee, Meeting } from './meetings.js';
import { percentiles } from './percentiles.js';

/** What came of one question or invitation. `callId` is who was asked. */
export interface DecisionView {
  kind: Asked['response']['kind'] | 'invited' | 'answered' | 'redirected' | 'notAnswered';
  callId: string;
  status: number | null;
  ms: number | null;
  /** What recorders replied that were tried before this reply came; null is nothing at all. */
  earlier: (number | null)[];
  /** What was said to repeats of the same notification. */
  repeats: string[];
}

export function meetingView(meeting: Meeting, legs: readonly Leg[]) {
  return {
    meetingId: meeting.meetingId,
    callChainId: meeting.conversation.callChainId,
    state: meeting.state,
    summary: summary(meeting.attendees, legs),
    legs: legs.map(legView),
    people: meeting.attendees.map(attendeeView),
  };
}

export function attendeeView({ person, joinedAt, leftAt, admissions }: Attendee) {
  return {
    participantId: person.participantId,
    userId: person.userId,
    joinedAt: new Date(joinedAt).toISOString(),
    leftAt: leftAt === null ? null : new Date(leftAt).toISOString(),
    decided: admissions !== null,
    recorders: (admissions ?? []).map((admission) => ({
      ...admission.recorder,
      callId: recordedBy(admission)?.id ?? null,
      decisions: decisions(admission),
    })),
  };
}

export function summary(attendees: readonly Attendee[], legs: readonly Leg[]) {
  const admissions = attendees.flatMap((attendee) => attendee.admissions ?? []);
  const all = admissions.flatMap(decisions);
  const asked = admissions.flatMap((admission) => admission.asked);
  const answered = legs.filter(({ answeredAt }) => answeredAt !== null);
  const present = attendees.filter(({ leftAt }) => leftAt === null);
  return {
    people: attendees.length,
    undecided: attendees.filter((attendee) => attendee.admissions === null).length,
    /** Users who are there and whom no recorder took, and users whom one of two took. */
    unrecorded: present.filter((attendee) => attendee.admissions?.every((admission) => !recordedBy(admission))).length,
    recordedByOneOfTwo: present.filter(({ admissions: of }) => of?.some(recordedBy) && !of.every(recordedBy)).length,
    decisions: Object.fromEntries(
      [...new Set(all.map(({ kind }) => kind))].map((kind) => [kind, all.filter((each) => each.kind === kind).length]),
    ),
    /** Repeats of a joining that were told something else than it was. */
    contradicted: asked.filter(({ response, repeats }) => repeats.some(({ kind }) => kind !== response.kind)).length,
    serverErrors: all.flatMap(({ earlier, status }) => [...earlier, status]).filter((status) => (status ?? 0) >= 500)
      .length,
    overCapacity: answered.reduce(
      (over, leg) => over + Math.max(0, leg.handled.size - Math.max(1, leg.answer?.participantCapacity ?? 1)),
      0,
    ),
    legs: legs.length,
    legsUp: legs.filter(({ ended }) => !ended).length,
    joinMs: rounded(percentiles(asked.map(({ ms }) => ms))),
    answerMs: rounded(percentiles(answered.map(({ answeredAt, invitedAt }) => (answeredAt ?? 0) - invitedAt))),
  };
}

function decisions(admission: Admission): DecisionView[] {
  const { invited, inviteReply } = admission;
  const asked = admission.asked.map((each) => ({
    kind: each.response.kind,
    callId: each.callId,
    status: each.status,
    ms: Math.round(each.ms),
    earlier: each.earlier,
    repeats: each.repeats.map(({ kind }) => kind),
  }));
  if (!invited) return asked;
  const settledAt = invited.answeredAt ?? invited.endedAt;
  const invitation: DecisionView = {
    kind: outcomeOf(invited),
    callId: invited.id,
    status: inviteReply?.status ?? null,
    ms: settledAt === null ? null : settledAt - invited.invitedAt,
    earlier: inviteReply ? earlierStatuses(inviteReply) : [],
    repeats: [],
  };
  return [...asked, invitation];
}

function outcomeOf(leg: Leg): DecisionView['kind'] {
  if (leg.answeredAt !== null) return 'answered';
  if (leg.rejectReason !== null) return 'rejected';
  if (leg.result === RESULTS.redirected) return 'redirected';
  return leg.ended ? 'notAnswered' : 'invited';
}

function recordedBy({ leg }: Admission): Leg | null {
  return leg?.answeredAt ? leg : null;
}

function rounded(figures: ReturnType<typeof percentiles>) {
  return figures && { p50: Math.round(figures.p50), p99: Math.round(figures.p99), max: Math.round(figures.max) };
}
