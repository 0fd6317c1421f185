import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { resultInfo } from './bodies.js';
import { incomingNotification, type Fixture } from './invitation.js';
import { Leg } from './leg.js';
import { LegLife } from './leg-life.js';
import type { Person } from './people.js';

/** Seen once in the wild: the same notification several times, then the user was dropped (#745). How many is a guess. */
const ATTEMPTS = 3;

const replies = z.discriminatedUnion('@odata.type', [
  z.object({ '@odata.type': z.literal('#microsoft.graph.acceptJoinResponse') }),
  z.object({
    '@odata.type': z.literal('#microsoft.graph.rejectJoinResponse'),
    reason: z.enum(['none', 'busy', 'forbidden']),
  }),
  z.object({ '@odata.type': z.literal('#microsoft.graph.inviteNewBotResponse'), inviteUri: z.url() }),
]);

export type JoinResponse =
  | { kind: 'accepted' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'inviteNewBot'; inviteUri: string }
  | { kind: 'notUnderstood' };

/**
 * Asks a leg whether it records one more participant. No page and no post shows this on the wire: envelope, path,
 * change type and the bare response body are this desk's reading (protocol §6.3).
 */
@Injectable()
export class Joining {
  /** The joining call's own ids, which a later `left` repeats. */
  private readonly joinIds = new WeakMap<Person, string>();

  constructor(private readonly life: LegLife) {}

  async ask(
    leg: Leg,
    person: Person,
    { fixture, overrides }: { fixture: Fixture; overrides?: object },
  ): Promise<JoinResponse> {
    // The call inside is not the existing leg: it describes the join, as an invitation for this person would.
    const join = new Leg({ ...leg.plan, person });
    this.joinIds.set(person, join.id);
    const [item] = (
      incomingNotification(join, fixture, overrides as Record<string, unknown>) as { value: [{ resourceData: object }] }
    ).value;
    const resourceData = {
      '@odata.type': '#microsoft.graph.participantJoiningNotification',
      call: { ...item.resourceData, myParticipantId: leg.myParticipantId },
    };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const delivery = await this.life.tell(leg, 'joining', 'created', '/participantJoiningNotification', resourceData);
      const response = delivery?.status === 200 ? joinResponse(delivery.text) : null;
      if (response) return response;
    }
    return { kind: 'notUnderstood' };
  }

  async tellLeft(leg: Leg, person: Person): Promise<void> {
    const resourceData = {
      '@odata.type': '#microsoft.graph.participantLeftNotification',
      participantId: person.participantId,
      call: {
        '@odata.type': '#microsoft.graph.call',
        id: this.joinIds.get(person) ?? randomUUID(),
        state: 'terminated',
        resultInfo: resultInfo({ code: 200, subcode: 0, message: '' }),
      },
    };
    await this.life.tell(leg, 'left', 'deleted', '/participantLeftNotification', resourceData);
  }
}

/** Exactly spelled types only: a body that was not understood is how users got dropped. */
export function joinResponse(text: string): JoinResponse | null {
  const parsed = replies.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  switch (parsed.data['@odata.type']) {
    case '#microsoft.graph.acceptJoinResponse':
      return { kind: 'accepted' };
    case '#microsoft.graph.rejectJoinResponse':
      return { kind: 'rejected', reason: parsed.data.reason };
    case '#microsoft.graph.inviteNewBotResponse':
      return { kind: 'inviteNewBot', inviteUri: parsed.data.inviteUri };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
