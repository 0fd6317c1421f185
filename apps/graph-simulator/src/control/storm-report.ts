import type { Admission } from '../teams/admissions.js';
import type { AnswerSeen, Leg } from '../teams/leg.js';
import type { Asked } from '../teams/joining.js';
import type { Attempt } from '../teams/webhook.js';

/** One leg as Teams knows it; times in milliseconds of this machine's clock. */
export interface StormLeg {
  callId: string;
  callChainId: string;
  applicationInstanceId: string;
  lane: number;
  participantId: string;
  isSteady: boolean;
  invitedAt: number;
  posts: readonly Attempt[];
  answersSeen: readonly AnswerSeen[];
  answeredAt: number | null;
  establishedAt: number | null;
  rejectReason: string | null;
  capacity: number | null;
  /** As many participants at one time as it ever handled. */
  mostHandled: number;
  /** How many it handled when it ended, or when the report is read. */
  handled: number;
  recordingStatuses: readonly { at: number; status: string }[];
  state: string;
  endedAt: number | null;
  result: string | null;
}

export interface StormJoining {
  callId: string;
  participantId: string;
  decision: string;
  status: number | null;
  /** What came of tries before, at other recorders or by repeating: statuses, null for no reply. */
  earlier: (number | null)[];
  repeats: string[];
  ms: number;
  at: number;
}

/** Somebody whom two legs of one lane had taken at one time. */
export interface TakenTwice {
  participantId: string;
  callIds: string[];
}

export interface StormReport {
  legs: StormLeg[];
  joinings: StormJoining[];
  takenTwice: TakenTwice[];
}

/** What happens in a storm, written down while it happens: legs are looked at again when the report is read. */
export class StormLog {
  private readonly legs = new Map<Leg, { isSteady: boolean; mostHandled: number }>();
  private readonly joinings: StormJoining[] = [];
  private readonly takenTwice: TakenTwice[] = [];

  get invites(): number {
    return this.legs.size;
  }

  noteLeg(leg: Leg, isSteady = false): void {
    this.legs.set(leg, { isSteady, mostHandled: 0 });
  }

  noteAdmission({ asked, invited, leg }: Admission, participantId: string, openLegs: readonly Leg[]): void {
    if (invited) this.noteLeg(invited);
    for (const each of asked) this.joinings.push(joiningOf(each, participantId));
    const note = leg && this.legs.get(leg);
    if (note) note.mostHandled = Math.max(note.mostHandled, leg.handled.size);
    const takers = openLegs.filter(({ handled, plan }) => handled.has(participantId) && plan.lane === leg?.plan.lane);
    if (takers.length > 1) this.takenTwice.push({ participantId, callIds: takers.map(({ id }) => id) });
  }

  read(): StormReport {
    const legs = [...this.legs].map(([leg, { isSteady, mostHandled }]) => legOf(leg, isSteady, mostHandled));
    return { legs, joinings: this.joinings, takenTwice: this.takenTwice };
  }

  allLegs(): Leg[] {
    return [...this.legs.keys()];
  }
}

function legOf(leg: Leg, isSteady: boolean, mostHandled: number): StormLeg {
  return {
    callId: leg.id,
    callChainId: leg.callChainId,
    applicationInstanceId: leg.plan.applicationInstanceId,
    lane: leg.plan.lane,
    participantId: leg.plan.person.participantId,
    isSteady,
    invitedAt: leg.invitedAt,
    posts: leg.invitePosts,
    answersSeen: leg.answersSeen,
    answeredAt: leg.answeredAt,
    establishedAt: leg.establishedAt,
    rejectReason: leg.rejectReason,
    capacity: leg.answer?.participantCapacity ?? null,
    mostHandled: Math.max(mostHandled, leg.handled.size),
    handled: leg.handled.size,
    recordingStatuses: leg.recordingStatuses,
    state: leg.state,
    endedAt: leg.endedAt,
    result: leg.result && `${leg.result.code}/${leg.result.subcode}`,
  };
}

function joiningOf({ callId, response, status, earlier, repeats, ms }: Asked, participantId: string): StormJoining {
  const at = Math.round(Date.now() - ms);
  const decision = response.kind;
  return { callId, participantId, decision, status, earlier, repeats: repeats.map(({ kind }) => kind), ms, at };
}
