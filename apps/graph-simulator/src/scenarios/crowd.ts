import { percentiles } from '../control/percentiles.js';
import { pause } from '../pause.js';
import { SeededRandom } from '../random.js';
import type { Admission } from '../teams/admissions.js';
import type { Conversation } from '../teams/conversation.js';
import type { Leg } from '../teams/leg.js';
import type { Person, RecordingPolicy } from '../teams/people.js';
import type { Stage } from './stage.js';
import { Unexpected } from './unexpected.js';

const TRIES = 6;
/** Not all at once again. */
const TRY_AGAIN_AFTER_MS = [500, 4_000] as const;
/** As long as an invitation lives. */
const ANSWERED_WITHIN_MS = 6_000;

/** Many users under one policy in one meeting: how they come, and what must be true of all of them. */
export class Crowd {
  private readonly people: Person[] = [];
  private readonly admissions: Admission[] = [];
  private turnedAway = 0;

  constructor(
    private readonly stage: Stage,
    private readonly conversation: Conversation,
    private readonly policy: RecordingPolicy,
  ) {}

  /** One more. Whom the recorder turns away as busy tries again, as people do. */
  async one(): Promise<Admission[]> {
    const person = this.stage.person(this.policy);
    const random = new SeededRandom(this.people.push(person));
    for (let tries = 1; ; tries += 1) {
      const admissions = await this.comes(person);
      if (tries === TRIES || admissions.some(({ leg }) => leg)) return admissions;
      this.turnedAway += 1;
      await pause(random.between(...TRY_AGAIN_AFTER_MS));
    }
  }

  async oneAfterAnother(count: number, tellEvery: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await this.one();
      if (this.people.length % tellEvery === 0 && index < count - 1) this.tell();
    }
    this.tell();
  }

  async together(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.one()));
    this.tell();
  }

  /** Everybody is on one leg, and no leg records more than it said it could. */
  expectAllRecordedOnce(): void {
    const { legs } = this.stage;
    const alone = this.people.filter(({ participantId }) => legsOf(legs, participantId).length === 0).length;
    const twice = this.people.filter(({ participantId }) => legsOf(legs, participantId).length > 1).length;
    if (alone > 0) throw new Unexpected(`${alone} of ${this.people.length} users are recorded by no leg`);
    if (twice > 0) throw new Unexpected(`${twice} of ${this.people.length} users are recorded by two legs`);
    for (const { handled, answer } of legs) {
      const room = Math.max(1, answer?.participantCapacity ?? 1);
      if (handled.size > room) throw new Unexpected(`a leg records ${handled.size} and has room for ${room}`);
    }
  }

  /** Until every invitation for them is answered or void. */
  private async comes(person: Person): Promise<Admission[]> {
    const admissions = await this.stage.comes(this.conversation, person);
    const invited = admissions.flatMap((admission) => admission.invited ?? []);
    await Promise.all(invited.map((leg) => leg.until(({ state }) => state !== 'incoming', ANSWERED_WITHIN_MS)));
    this.admissions.push(...admissions);
    return admissions;
  }

  private tell(): void {
    const { legs } = this.stage;
    const decisions = percentiles(this.admissions.flatMap(({ asked }) => asked.map(({ ms }) => ms)));
    const times =
      decisions && `, decided within ${Math.round(decisions.p50)} ms (half), ${Math.round(decisions.max)} ms`;
    this.stage.note(
      `${this.people.length} users are in, on ${legs.length} ${legs.length === 1 ? 'leg' : 'legs'} ` +
        `(${legs.map(({ handled }) => handled.size).join(' + ')})${times ? `${times} (all)` : ''}` +
        (this.turnedAway > 0 ? `; turned away and come again: ${this.turnedAway}` : ''),
    );
  }
}

function legsOf(legs: readonly Leg[], participantId: string): Leg[] {
  return legs.filter(({ handled, ended }) => !ended && handled.has(participantId));
}
