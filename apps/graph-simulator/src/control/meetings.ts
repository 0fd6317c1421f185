import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { pause } from '../pause.js';
import { SeededRandom } from '../random.js';
import { Settings } from '../settings.js';
import type { Admission } from '../teams/admissions.js';
import { Conversation } from '../teams/conversation.js';
import type { JoiningWay } from '../teams/joining-way.js';
import type { InvitationPlan } from '../teams/leg-plan.js';
import { policyOf, somebody, type Person, type RecordingPolicy } from '../teams/people.js';
import { Teams } from '../teams/teams.js';
import { PlannedFaults } from './faults.js';
import type { JoinRequest, LeaveRequest, MeetingRequest } from './meeting-request.js';

/** A user under policy in a meeting of this desk. */
export interface Attendee {
  person: Person;
  joinedAt: number;
  leftAt: number | null;
  /** Null while it is not settled who records them. */
  admissions: Admission[] | null;
}

export interface Meeting {
  meetingId: string;
  state: 'gathering' | 'gathered' | 'ended';
  conversation: Conversation;
  policy: RecordingPolicy;
  plan: InvitationPlan;
  random: SeededRandom;
  attendees: Attendee[];
}

type Pace = Pick<JoinRequest, 'together' | 'joinEveryMs' | 'joining'>;

const REMEMBERED = 1_000;
/** Longer than an invitation lives. */
const SETTLED_WITHIN_MS = 20_000;

/** Meetings with many users under one policy. */
@Injectable()
export class Meetings {
  private readonly meetings = new Map<string, Meeting>();

  constructor(
    private readonly teams: Teams,
    private readonly settings: Settings,
  ) {}

  /** Returns at once; who comes and what is decided about them shows in the meeting. */
  start(request: MeetingRequest): Meeting {
    const tenantId = request.tenantId ?? this.settings.tenantId;
    const { seed, fixture, media, faults, guests, paired } = request;
    const random = new SeededRandom(seed);
    const meeting: Meeting = {
      meetingId: randomUUID(),
      state: 'gathering',
      conversation: new Conversation(tenantId, 'meeting', request.rosters),
      policy: recordedBy(request),
      plan: { fixture, media, seed: String(seed), faults: faults ? new PlannedFaults(faults) : null },
      random,
      attendees: [],
    };
    for (let count = 0; count < guests; count += 1) meeting.conversation.join(somebody(random, tenantId, null));
    if (paired === 'elsewhere') this.teams.recorderJoins(meeting.conversation, 'paired');
    this.remember(meeting);
    void this.gather(meeting, request);
    return meeting;
  }

  find(meetingId: string): Meeting | null {
    return this.meetings.get(meetingId) ?? null;
  }

  /** Resolves with those who came, once it is settled who records them. */
  join(meeting: Meeting, { count, ...pace }: JoinRequest): Promise<Attendee[]> {
    return this.come(meeting, count, pace);
  }

  leave(meeting: Meeting, { participantIds, count, repeats }: LeaveRequest): Attendee[] {
    const present = meeting.attendees.filter(({ leftAt }) => leftAt === null);
    const leaving = participantIds
      ? present.filter(({ person }) => participantIds.includes(person.participantId))
      : present.slice(-count);
    for (const attendee of leaving) {
      attendee.leftAt = Date.now();
      this.teams.leaves(meeting.conversation, attendee.person, repeats);
    }
    return leaving;
  }

  end(meeting: Meeting): void {
    meeting.state = 'ended';
    this.teams.end(meeting.conversation);
  }

  private async gather(meeting: Meeting, { people, afterFirstAnswer, ...pace }: MeetingRequest): Promise<void> {
    const first = this.enters(meeting, pace.joining);
    if (afterFirstAnswer) await first;
    await Promise.all([first, this.come(meeting, people - 1, pace)]);
    if (meeting.state === 'gathering') meeting.state = 'gathered';
  }

  private async come(meeting: Meeting, count: number, { together, joinEveryMs, joining }: Pace): Promise<Attendee[]> {
    const coming: Promise<Attendee>[] = [];
    const started = Date.now();
    for (let index = 0; index < count && meeting.state !== 'ended'; index += 1) {
      const early = started + index * (joinEveryMs ?? 0) - Date.now();
      if (early > 1) await pause(early);
      coming.push(this.enters(meeting, joining));
      if (!together && joinEveryMs === undefined) await coming.at(-1);
    }
    return Promise.all(coming);
  }

  /** Resolves once every recorder has accepted or declined them, or answered its invitation or not. */
  private async enters(meeting: Meeting, joining: JoiningWay): Promise<Attendee> {
    const { conversation, policy, plan, random, attendees } = meeting;
    const person = somebody(random, conversation.tenantId, policy);
    const attendee: Attendee = { person, joinedAt: Date.now(), leftAt: null, admissions: null };
    attendees.push(attendee);
    const seeded = { ...plan, seed: `${plan.seed}.${attendees.length}` };
    const admissions = await this.teams.policyUserJoins(conversation, person, seeded, joining);
    if (joining.leftFirst) attendee.leftAt = Date.now();
    const invited = admissions.flatMap((admission) => admission.invited ?? []);
    await Promise.all(invited.map((leg) => leg.until(({ state }) => state !== 'incoming', SETTLED_WITHIN_MS)));
    attendee.admissions = admissions;
    return attendee;
  }

  private remember(meeting: Meeting): void {
    this.meetings.set(meeting.meetingId, meeting);
    if (this.meetings.size <= REMEMBERED) return;
    const [oldest] = this.meetings.keys();
    if (oldest) this.meetings.delete(oldest);
  }
}

function recordedBy({ policyIdentifier, applicationInstanceId, twins, paired }: MeetingRequest): RecordingPolicy {
  const second = twins ? 'twin' : paired === true ? { pairedApplicationInstanceId: randomUUID() } : 'none';
  return policyOf(policyIdentifier, applicationInstanceId, second);
}
