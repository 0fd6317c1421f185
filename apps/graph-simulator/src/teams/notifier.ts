import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { PlatformTokens } from '../calling-platform/platform-tokens.js';
import { Faults, type NotificationFault } from '../control/faults.js';
import { Transcript } from '../control/transcript.js';
import { hash, SeededRandom } from '../random.js';
import type { Leg } from './leg.js';
import type { NotificationKind } from './notification-kind.js';
import { Webhook, type Delivery } from './webhook.js';
import { pause } from '../pause.js';

/** A notification that was held back goes after the leg's next one, or after this long if there is none. */
const HOLD_MS = 400;

interface Outgoing {
  leg: Leg;
  kind: NotificationKind;
  url: string | null;
  body: object;
}

interface Lane {
  ordinal: number;
  /** Settles when the leg's previous notification was replied to. */
  tail: Promise<unknown>;
  release: (() => void)[];
}

/** Posts what happens to a leg, in order unless a fault says otherwise. */
@Injectable()
export class Notifier {
  private readonly lanes = new WeakMap<Leg, Lane>();

  constructor(
    private readonly webhook: Webhook,
    private readonly tokens: PlatformTokens,
    private readonly transcript: Transcript,
    private readonly faults: Faults,
  ) {}

  /** Resolves with the reply, or null when the notification was lost on purpose. `url` null is the global calling webhook. */
  async post(leg: Leg, kind: NotificationKind, url: string | null, body: object): Promise<Delivery | null> {
    const lane = this.laneOf(leg);
    const ordinal = (lane.ordinal += 1);
    const outgoing = { leg, kind, url, body };
    const mishaps = [leg.plan.faults, this.faults.current].flatMap(
      (planned) => planned?.forNotification(kind, leg.plan.seed, ordinal) ?? [],
    );
    if (mishaps.some(({ effect }) => effect === 'lose')) {
      this.noteLoss(outgoing);
      return null;
    }
    const random = new SeededRandom(hash(`${leg.plan.seed}/${ordinal}`));
    const delay = mishaps.find(({ effect }) => effect === 'delay');
    const repeat = mishaps.find(({ effect }) => effect === 'repeat');
    const delivered = mishaps.some(({ effect }) => effect === 'reorder')
      ? this.afterTheNext(lane, outgoing)
      : delay
        ? this.late(outgoing, delay, random)
        : this.inTurn(lane, outgoing);
    if (repeat) void this.again(outgoing, repeat, await delivered);
    return (await delivered).delivery;
  }

  private laneOf(leg: Leg): Lane {
    const known = this.lanes.get(leg);
    if (known) return known;
    const lane = { ordinal: 0, tail: Promise.resolve(), release: [] };
    this.lanes.set(leg, lane);
    return lane;
  }

  private inTurn(lane: Lane, outgoing: Outgoing) {
    const held = lane.release.splice(0);
    const sent = lane.tail.then(() => this.send(outgoing));
    lane.tail = sent;
    for (const release of held) void sent.then(release);
    return sent;
  }

  private async afterTheNext(lane: Lane, outgoing: Outgoing) {
    await Promise.race([new Promise<void>((resolve) => lane.release.push(resolve)), pause(HOLD_MS)]);
    return this.send(outgoing, 'reordered');
  }

  private async late(outgoing: Outgoing, { delayMs }: NotificationFault, random: SeededRandom) {
    await pause(random.between(0, delayMs));
    return this.send(outgoing, 'delayed');
  }

  /** Platform repeats carry a new message id and name the first one (header seen in the wild, protocol §5.2). */
  private async again(outgoing: Outgoing, { delayMs }: NotificationFault, first: { messageId: string }): Promise<void> {
    await pause(delayMs);
    await this.send(outgoing, 'repeated', first.messageId);
  }

  private async send(outgoing: Outgoing, mishap?: string, originalMessageId?: string) {
    const { leg, kind, url, body } = outgoing;
    const messageId = randomUUID();
    const token = await this.tokens.forTenant(leg.tenantId);
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'Microsoft-Skype/3.0,(Calling/1.0)',
      'x-microsoft-skype-chain-id': leg.callChainId,
      'x-microsoft-skype-message-id': messageId,
      'ms-teams-ring': 'general',
      'ms-teams-partition': 'simulator01',
      'ms-teams-region': 'simulator',
      // The very first invitation of a call came without it in some logs, and with the caller's region instead.
      ...(kind === 'incoming' ? { 'x-microsoft-skype-caller-region': 'emea' } : { 'scenario-id': leg.callChainId }),
      ...(originalMessageId && { 'x-microsoft-skype-original-message-id': originalMessageId }),
    };
    const delivery = await this.webhook.post(url, headers, JSON.stringify(body));
    this.transcript.note({
      direction: 'toRecorder',
      verb: kind,
      callId: leg.id,
      status: delivery.status,
      durationMs: delivery.durationMs,
      url: delivery.url,
      messageId,
      body,
      ...(mishap && { mishap }),
      ...(delivery.error && { error: delivery.error }),
      ...(delivery.text && { answer: delivery.text }),
    });
    return { delivery, messageId };
  }

  private noteLoss({ leg, kind, body }: Outgoing): void {
    this.transcript.note({
      direction: 'toRecorder',
      verb: kind,
      callId: leg.id,
      status: null,
      durationMs: 0,
      mishap: 'lost',
      body,
    });
  }
}
