import { randomUUID } from 'node:crypto';
import { faultPlan, PlannedFaults, type FaultWishes } from '../control/faults.js';
import { SeededRandom } from '../random.js';
import type { Admission } from '../teams/admissions.js';
import { Conversation } from '../teams/conversation.js';
import type { InvitationPlan } from '../teams/leg-plan.js';
import type { Leg, LegPlan, Result } from '../teams/leg.js';
import { policyOf, somebody, type Person, type RecordingPolicy } from '../teams/people.js';
import { RESULTS } from '../teams/results.js';
import type { Invitation, Teams } from '../teams/teams.js';
import type { PlayRequest } from './play-request.js';
import type { SystemDesk } from './system-desk.js';
import { Unexpected } from './unexpected.js';
import { pause } from '../pause.js';

export interface Step {
  at: string;
  afterMs: number;
  text: string;
}

/** What a story may use: people, a conversation, time, the desk, and a record of what happened. */
export class Stage {
  readonly random: SeededRandom;
  readonly steps: Step[] = [];
  readonly legs: Leg[] = [];
  private readonly started = Date.now();
  private planned = 0;

  constructor(
    readonly teams: Teams,
    readonly desk: SystemDesk,
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

  get together(): boolean {
    return this.overrides.together ?? false;
  }

  people(usual: number): number {
    return this.overrides.people ?? usual;
  }

  note(text: string): void {
    this.steps.push({ at: new Date().toISOString(), afterMs: Date.now() - this.started, text });
  }

  conversation(kind: Conversation['kind']): Conversation {
    return new Conversation(this.tenantId, kind);
  }

  policy(identifier: string, second: Parameters<typeof policyOf>[2] = 'none'): RecordingPolicy {
    const { policyIdentifier = identifier, applicationInstanceId = randomUUID() } = this.overrides;
    return policyOf(policyIdentifier, applicationInstanceId, second);
  }

  person(policy: RecordingPolicy | null = null): Person {
    return somebody(this.random, this.tenantId, policy);
  }

  /** A plan for invitations of this story; they are numbered, which is what seeds them. */
  plan(plan: InvitationPlan & { faultWishes?: FaultWishes }): InvitationPlan {
    const { faultWishes: wishes, ...rest } = plan;
    const isFirst = this.planned === 0;
    this.planned += 1;
    return {
      seed: `${this.seed}.${this.planned - 1}`,
      media: this.overrides.audio === false ? 'connect' : 'speech',
      faults: wishes ? new PlannedFaults(faultPlan.parse({ seed: this.seed, ...wishes })) : null,
      ...rest,
      overrides: { ...rest.overrides, ...(isFirst && this.overrides.call) },
    };
  }

  invite(conversation: Conversation, person: Person, plan: Parameters<Stage['plan']>[0]): Invitation {
    const invitation = this.teams.invite(conversation, person, this.plan(plan));
    this.legs.push(invitation.leg);
    this.note(`Invitation sent (${plan.fixture})`);
    void invitation.delivery.then((delivery) => {
      this.note(
        `Invitation replied to with ${delivery?.status ?? 'nothing'} after ${Math.round(delivery?.durationMs ?? 0)} ms`,
      );
    });
    return invitation;
  }

  /** The call of example 3 with its two people, for stories that differ in what goes wrong. */
  policyCall(faultWishes: FaultWishes = {}, media?: LegPlan['media']): Invitation & { conversation: Conversation } {
    const conversation = this.conversation('oneToOne');
    const observed = this.person(this.policy('Test Policy'));
    conversation.join(observed);
    conversation.join(this.person());
    const fixture = 'answer-page-3-policy-recording';
    return { conversation, ...this.invite(conversation, observed, { fixture, faultWishes, ...(media && { media }) }) };
  }

  /** A user under policy comes, and each recorder of the policy is asked or invited. New legs join the story. */
  async comes(conversation: Conversation, person: Person): Promise<Admission[]> {
    const plan = this.plan({ fixture: 'policy-recording-as-seen' });
    const admissions = await this.teams.policyUserJoins(conversation, person, plan);
    for (const { leg } of admissions) if (leg && !this.legs.includes(leg)) this.legs.push(leg);
    return admissions;
  }

  /** A further user under policy: asked of a leg with room, or invited anew. */
  async joins(conversation: Conversation, person: Person): Promise<void> {
    const known = this.legs.length;
    const [admission] = await this.comes(conversation, person);
    if (!admission?.leg) return this.note('A user under policy joined, and the recorder would not have them');
    if (this.legs.length === known) return this.note('A user under policy joined the leg there is');
    this.note('A user under policy joined, and the application was invited anew');
    await this.answered(admission.leg);
  }

  /** Whether the recorder rejected or redirected the invitation rather than answer it. */
  async declined(leg: Leg): Promise<boolean> {
    await this.expect(leg, 'any response', ({ answeredAt, ended }) => answeredAt !== null || ended, 16_000);
    if (leg.rejectReason === null && leg.result !== RESULTS.redirected) return false;
    this.note(`Declined: ${outcomeOf(leg)}`);
    return true;
  }

  expectUnanswered(leg: Leg): void {
    if (leg.answeredAt !== null) throw new Unexpected('it was answered after all');
    this.note(`Graph said ${leg.answerStatus ?? 'nothing'} to the last answer`);
  }

  expectResult(leg: Leg, { code, subcode }: Result): void {
    if (leg.result?.code !== code || leg.result.subcode !== subcode) throw new Unexpected(`ended: ${outcomeOf(leg)}`);
  }

  /** That it is up and is being recorded, now. */
  expectRecording(leg: Leg, which: string): void {
    if (leg.ended) throw new Unexpected(`${which} has ended: ${outcomeOf(leg)}`);
    if (leg.recordingStatus !== 'recording') throw new Unexpected(`${which} shows ${leg.recordingStatus}`);
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

  /** From the answer to the banner, in one go. */
  async recorded(leg: Leg): Promise<void> {
    await this.answered(leg);
    await this.established(leg);
    await this.recording(leg);
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
    await pause(ms);
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
