import { ConflictException, Injectable } from '@nestjs/common';
import { pause } from '../pause.js';
import { SeededRandom } from '../random.js';
import { Settings } from '../settings.js';
import { Conversation } from '../teams/conversation.js';
import { joiningWay } from '../teams/joining-way.js';
import type { Leg } from '../teams/leg.js';
import { Legs } from '../teams/legs.js';
import { policyOf, somebody, type Person } from '../teams/people.js';
import { Teams } from '../teams/teams.js';
import { StormLog, type StormReport } from './storm-report.js';
import type { StormRequest } from './storm-request.js';

const ESTABLISHED_WITHIN_MS = 30_000;
/** One application for all users of a policy, as in production: groups of different conversations stay apart all the same. */
const INSTANCE = '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5';

export interface StormState {
  state: 'none' | 'raging' | 'over';
  invites: number;
  /** Legs of all stories that are up. */
  up: number;
  /** Stories that have not come to their end; the steady calls are none. */
  underWay: number;
}

/** Calls and meetings by the hundred, one after another by a schedule that waits for nobody, all drawn from a seed. */
@Injectable()
export class Storm {
  private log = new StormLog();
  private state: StormState['state'] = 'none';
  private readonly underWay = new Set<Promise<void>>();
  private readonly steady: Conversation[] = [];

  constructor(
    private readonly teams: Teams,
    private readonly legs: Legs,
    private readonly settings: Settings,
  ) {}

  /** Returns at once; look() tells when it is over. */
  start(request: StormRequest): void {
    if (this.state === 'raging') throw new ConflictException('A storm is raging');
    this.log = new StormLog();
    this.steady.length = 0;
    this.state = 'raging';
    void this.rage(request).finally(() => (this.state = 'over'));
  }

  look(): StormState {
    const up = this.log.allLegs().filter(({ ended }) => !ended).length;
    return { state: this.state, invites: this.log.invites, up, underWay: this.underWay.size };
  }

  report(): StormReport {
    return this.log.read();
  }

  /** The steady calls, too. */
  endAll(): void {
    for (const conversation of this.steady) this.teams.end(conversation);
    for (const leg of this.log.allLegs()) if (!leg.ended) this.teams.end(leg.plan.conversation);
  }

  private async rage(request: StormRequest): Promise<void> {
    for (let count = 0; count < request.steady; count += 1) {
      this.steady.push(await this.steadyCall(request, `${request.seed}.steady.${count}`));
    }
    let due = Date.now();
    for (let index = 0; this.log.invites < request.invites; index += 1) {
      const early = due - Date.now();
      if (early > 1) await pause(early);
      const before = this.log.invites;
      const story = this.story(request, `${request.seed}.${index}`);
      this.underWay.add(story.ended);
      void story.ended.finally(() => this.underWay.delete(story.ended));
      due += (Math.max(story.weight, this.log.invites - before) * 1_000) / request.perSecond;
    }
    await Promise.allSettled(this.underWay);
  }

  /** `weight`: about how many invitations it takes. */
  private story(request: StormRequest, seed: string): { weight: number; ended: Promise<void> } {
    const random = new SeededRandom(seed);
    if (!random.chance(request.meetings)) return { weight: 1, ended: this.call(request, seed, random) };
    const people = 3 + Math.floor(random.between(0, 6));
    const twins = random.chance(request.twins);
    const weight = Math.ceil(people / 2) * (twins ? 2 : 1);
    return { weight, ended: this.meeting(request, seed, random, { people, twins }) };
  }

  private async steadyCall(request: StormRequest, seed: string): Promise<Conversation> {
    const { conversation, leg, delivery } = this.invited(request, seed, new SeededRandom(seed), 'sparse');
    this.log.noteLeg(leg, true);
    await delivery;
    return conversation;
  }

  private async call(request: StormRequest, seed: string, random: SeededRandom): Promise<void> {
    const media = random.chance(request.speech) ? 'speech' : 'sparse';
    const lifeMs = random.between(500, 3_000);
    const { conversation, leg, delivery } = this.invited(request, seed, random, media);
    this.log.noteLeg(leg);
    await delivery;
    await leg.until(({ state, ended }) => state === 'established' || ended, ESTABLISHED_WITHIN_MS);
    await leg.until(({ ended }) => ended, lifeMs);
    this.teams.end(conversation);
  }

  private invited(
    { callPolicy, fixture }: StormRequest,
    seed: string,
    random: SeededRandom,
    media: 'speech' | 'sparse',
  ) {
    const conversation = new Conversation(this.settings.tenantId, 'oneToOne');
    const person = somebody(random, conversation.tenantId, policyOf(policyNamed(callPolicy), INSTANCE));
    conversation.join(person);
    conversation.join(somebody(random, conversation.tenantId, null));
    return { conversation, ...this.teams.invite(conversation, person, { fixture, media, seed }) };
  }

  private async meeting(
    { meetingPolicy, fixture, speech }: StormRequest,
    seed: string,
    random: SeededRandom,
    { people, twins }: { people: number; twins: boolean },
  ): Promise<void> {
    const conversation = new Conversation(this.settings.tenantId, 'meeting');
    const policy = policyOf(policyNamed(meetingPolicy), INSTANCE, twins ? 'twin' : 'none');
    const media = random.chance(speech) ? 'speech' : 'sparse';
    const coming: Promise<void>[] = [];
    for (let count = 0; count < people; count += 1) {
      const person = somebody(random, conversation.tenantId, policy);
      const way = joiningWay.parse({ drawn: true, leftFirst: random.chance(0.03) });
      const leaves = {
        isDue: random.chance(0.3),
        afterMs: random.between(300, 2_500),
        repeats: Number(random.chance(0.2)),
      };
      const comes = this.comes(conversation, person, { fixture, media, seed: `${seed}.${count}` }, way);
      coming.push(
        comes.then(async () => {
          if (!leaves.isDue) return;
          await pause(leaves.afterMs);
          this.teams.leaves(conversation, person, leaves.repeats);
        }),
      );
      await pause(random.chance(0.3) ? 0 : random.between(50, 600));
    }
    await Promise.all(coming);
    await pause(random.between(500, 2_000));
    this.teams.end(conversation);
  }

  /** Resolves when it is settled who records them. */
  private async comes(
    conversation: Conversation,
    person: Person,
    plan: Parameters<Teams['policyUserJoins']>[2],
    way: Parameters<Teams['policyUserJoins']>[3],
  ): Promise<void> {
    const admissions = await this.teams.policyUserJoins(conversation, person, plan, way);
    for (const admission of admissions) {
      this.log.noteAdmission(admission, person.participantId, this.legs.openIn(conversation));
      await settled(admission.invited);
    }
  }
}

async function settled(invited: Leg | null): Promise<void> {
  await invited?.until(({ state }) => state !== 'incoming', ESTABLISHED_WITHIN_MS);
}

const policyNamed = (name: string): string => `TeamsComplianceRecordingPolicy=Tenant:${name}`;
