import { Injectable } from '@nestjs/common';
import type { Conversation } from './conversation.js';
import type { Leg } from './leg.js';

/** Ended legs are remembered this many calls long, for the control API and late requests. */
const REMEMBERED = 20_000;

/** Every leg of this desk, by call id in whichever spelling. */
@Injectable()
export class Legs {
  private readonly byId = new Map<string, Leg>();
  private readonly byConversation = new WeakMap<Conversation, Leg[]>();

  add(leg: Leg): void {
    this.byId.set(key(leg.id), leg);
    const { conversation } = leg.plan;
    this.byConversation.set(conversation, [...this.in(conversation), leg]);
    if (this.byId.size <= REMEMBERED) return;
    for (const [id, old] of this.byId) {
      if (old.state !== 'terminated') continue;
      this.byId.delete(id);
      break;
    }
  }

  find(callId: string): Leg | undefined {
    return this.byId.get(key(callId));
  }

  /** In the order of their invitations, ended ones too. */
  in(conversation: Conversation): readonly Leg[] {
    return this.byConversation.get(conversation) ?? [];
  }

  openIn(conversation: Conversation): Leg[] {
    return this.in(conversation).filter((leg) => !leg.ended);
  }

  all(): Leg[] {
    return [...this.byId.values()];
  }
}

/** Pages print one call id with hyphens in a URL and as 32 upper-case digits in a body; both name the same call. */
function key(callId: string): string {
  return callId.replaceAll('-', '').toLowerCase();
}
