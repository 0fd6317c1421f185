import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { envelope } from './bodies.js';
import type { Fixture } from './invitation.js';
import { joiningNotification, leftNotification } from './joining-bodies.js';
import { drawnWay, type JoiningWay } from './joining-way.js';
import { joinResponse, type JoinResponse } from './join-response.js';
import { Leg, type LegPlan } from './leg.js';
import { LegLife } from './leg-life.js';
import { Notifier } from './notifier.js';
import type { Person } from './people.js';
import { earlierStatuses, type Delivery } from './webhook.js';

/** Seen once in the wild: the same notification several times, then the user was dropped (#745). How many is a guess. */
const ATTEMPTS = 3;
const TAIL = '/participantJoiningNotification';

/** What a leg was asked, and what it said. */
export interface Asked {
  callId: string;
  response: JoinResponse;
  status: number | null;
  /** From the first post to the reply that counted. */
  ms: number;
  /** What other recorders replied that were tried before; null is nothing at all. */
  earlier: (number | null)[];
  /** What was said to repeats, as they come in. */
  repeats: JoinResponse[];
}

export interface Question {
  leg: Leg;
  /** The join, as an invitation for this person would be planned. */
  join: LegPlan;
  fixture: Fixture;
  overrides?: Record<string, unknown>;
  way: JoiningWay;
}

/** Asks a leg whether it records one more participant, and tells it who has left. */
@Injectable()
export class Joining {
  /** Id of the joining call by leg and participant: a later `left` repeats it. */
  private readonly joinIds = new WeakMap<Leg, Map<string, string>>();

  constructor(
    private readonly notifier: Notifier,
    private readonly life: LegLife,
  ) {}

  async ask({ leg, join: plan, fixture, overrides, way }: Question): Promise<Asked> {
    const join = new Leg(plan);
    this.joinIdsOf(leg).set(plan.person.participantId, join.id);
    const { deliver, form, path } = drawnWay(way, join.id);
    const joining = joiningNotification(leg, join, fixture, overrides);
    const question = {
      leg,
      kind: 'joining',
      url: deliver === 'callback' ? this.life.callbackOf(leg) : null,
      body: form === 'bare' ? joining : envelope('created', pathOf(path, leg, join), joining),
      replyRule: (status: number | null, text: string) =>
        status === null || understood(joinResponse(status, text)) ? null : 'the reply is no participantJoiningResponse',
    } as const;
    if (way.leftFirst) await this.tellLeft(leg, plan.person);

    const started = performance.now();
    const earlier: Asked['earlier'] = [];
    const repeats: Asked['repeats'] = [];
    const heard = ({ status, text }: Delivery) => repeats.push(joinResponse(status, text));
    for (let attempt = 1; ; attempt += 1) {
      const delivery = await this.notifier.ask(question, attempt === 1 ? way : { ...way, repeats: 0 }, heard);
      if (delivery) earlier.push(...earlierStatuses(delivery));
      const status = delivery?.status ?? null;
      const response = joinResponse(status, delivery?.text ?? '');
      if (!understood(response) && attempt < ATTEMPTS) continue;
      return { callId: leg.id, response, status, ms: performance.now() - started, earlier, repeats };
    }
  }

  async tellLeft(leg: Leg, person: Person): Promise<void> {
    // Whoever was invited for has none; told again, it is the same all the same.
    const ids = this.joinIdsOf(leg);
    const joinId = ids.get(person.participantId) ?? randomUUID();
    ids.set(person.participantId, joinId);
    const left = leftNotification(person, joinId);
    await this.life.tell(leg, 'left', 'deleted', '/participantLeftNotification', left);
  }

  private joinIdsOf(leg: Leg): Map<string, string> {
    const known = this.joinIds.get(leg) ?? new Map<string, string>();
    this.joinIds.set(leg, known);
    return known;
  }
}

const understood = ({ kind }: JoinResponse): boolean => kind !== 'notUnderstood';

function pathOf(path: JoiningWay['path'], leg: Leg, join: Leg): string {
  switch (path) {
    case 'existing':
      return `/calls/${leg.id}${TAIL}`;
    case 'joining':
      return `/calls/${join.id}${TAIL}`;
    case 'none':
      return TAIL;
  }
}
