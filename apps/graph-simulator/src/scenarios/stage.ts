import { setTimeout as sleep } from 'node:timers/promises';
import { faultPlan, PlannedFaults, type FaultPlan } from '../control/faults.js';
import { SeededRandom } from '../random.js';
import { Conversation } from '../teams/conversation.js';
import type { Leg, Result } from '../teams/leg.js';
import { recordingPolicy, somebody, type Person, type RecordingPolicy } from '../teams/people.js';
import type { Invitation, InvitationPlan, Teams } from '../teams/teams.js';
import type { PlayRequest } from './play-request.js';
import { Unexpected } from './unexpected.js';

export interface Step {
  at: string;
  afterMs: number;
  text: string;
}

/** What a story may use: people, a conversation, time, and a record of what happened. */
export class Stage {
  readonly random: SeededRandom;
  readonly steps: Step[] = [];
  readonly legs: Leg[] = [];
  private readonly started = Date.now();

  constructor(
    readonly teams: Teams,
    private readonly homeTenantId: string,
    private readonly seed: number | string,
    private readonly overrides: PlayRequest['overrides'],
  ) {
    this.random = new SeededRandom(seed);
  }

  get tenantId(): string {
    return this.overrides.tenantId ?? this.homeTenantId;
  }

  get talkMs(): number {
    return (this.overrides.talkSeconds ?? 6) * 1_000;
  }

  note(text: string): void {
    this.steps.push({ at: new Date().toISOString(), afterMs: Date.now() - this.started, text });
  }

  conversation(kind: Conversation['kind']): Conversation {
    return new Conversation(this.tenantId, kind);
  }

  policy(identifier: string): RecordingPolicy {
    const { policyIdentifier = identifier, applicationInstanceId } = this.overrides;
    return { ...recordingPolicy('', applicationInstanceId), policyIdentifier };
  }

  person(policy: RecordingPolicy | null = null): Person {
    return somebody(this.random, this.tenantId, policy);
  }

  /** A plan for invitations of this story; legs are numbered, which is what seeds them. */
  plan(plan: InvitationPlan & { faultPlan?: Partial<FaultPlan> }): InvitationPlan {
    const { faultPlan: faults, ...rest } = plan;
    return {
      seed: `${this.seed}.${this.legs.length}`,
      media: this.overrides.audio === false ? 'connect' : 'speech',
      faults: faults ? new PlannedFaults(faultPlan.parse({ seed: this.seed, ...faults })) : null,
      ...rest,
      overrides: { ...rest.overrides, ...(this.legs.length === 0 && this.overrides.call) },
    };
  }

  invite(conversation: Conversation, person: Person, plan: Parameters<Stage['plan']>[0]): Invitation {
    const invitation = this.teams.invite(conversation, person, this.plan(plan));
    this.take(invitation.leg);
    this.note(`Invitation sent (${plan.fixture})`);
    void invitation.delivery.then((delivery) => {
      this.note(
        `Invitation replied to with ${delivery?.status ?? 'nothing'} after ${Math.round(delivery?.durationMs ?? 0)} ms`,
      );
    });
    return invitation;
  }

  take(leg: Leg): void {
    if (!this.legs.includes(leg)) this.legs.push(leg);
  }

  async answered(leg: Leg): Promise<void> {
    await this.expect(leg, 'an answer', ({ answeredAt, ended }) => answeredAt !== null || ended, 16_000);
    if (leg.answeredAt === null) throw new Unexpected(`no answer: ${outcomeOf(leg)}`);
    this.note(
      `Answered after ${leg.answeredAt - leg.invitedAt} ms: ${leg.answer?.acceptedModalities.join(', ')}, ` +
        `participantCapacity ${leg.answer?.participantCapacity ?? 'none'}`,
    );
  }

  async established(leg: Leg): Promise<void> {
    await this.expect(leg, 'established', ({ state, ended }) => state === 'established' || ended, 10_000);
    if (leg.state !== 'established') throw new Unexpected(`not established: ${outcomeOf(leg)}`);
    this.note('Established');
  }

  async recording(leg: Leg): Promise<void> {
    await this.expect(leg, 'recording', ({ recordingStatus }) => recordingStatus === 'recording', 10_000);
    this.note('Recording confirmed: Teams shows the banner');
  }

  async ended(leg: Leg, withinMs: number): Promise<void> {
    await this.expect(leg, 'the end', ({ state }) => state === 'terminated', withinMs);
    this.note(`Ended: ${outcomeOf(leg)}`);
  }

  async expect(leg: Leg, what: string, condition: (leg: Leg) => boolean, withinMs: number): Promise<void> {
    if (!(await leg.until(condition, withinMs))) throw new Unexpected(`${what} did not come within ${withinMs} ms`);
  }

  async wait(ms: number, text: string): Promise<void> {
    this.note(text);
    await sleep(ms);
  }

  end(conversation: Conversation, result?: Result): void {
    this.teams.end(conversation, result);
    this.note('Everybody hung up');
  }
}

function outcomeOf(leg: Leg): string {
  const { state, result, rejectReason } = leg;
  if (rejectReason !== null) return `rejected as ${rejectReason}`;
  return result ? `${result.code}/${result.subcode} ${result.message}` : state;
}
