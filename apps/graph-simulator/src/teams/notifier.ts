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
  /** A function makes it when its turn has come, unless the notification has a mishap: a late one tells what was. */
  body: object | (() => object);
  /** What a reply breaks, for a question that wants one. */
  replyRule?: (status: number | null, text: string) => string | null;
}

interface Sending {
  messageId?: string;
  originalMessageId?: string;
  mishap?: string;
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
  async post(leg: Leg, kind: NotificationKind, url: string | null, body: Outgoing['body']): Promise<Delivery | null> {
    const { lane, mishaps, random } = this.next(leg, kind);
    const outgoing = { leg, kind, url, body: mishaps.length > 0 ? made(body) : body };
    if (mishaps.some(({ effect }) => effect === 'lose')) {
      this.noteLoss(outgoing);
      return null;
    }
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

  /**
   * Like post, but out of turn: what is asked at the same time about one leg is asked together. Every repeat has the
   * same body and a message id of its own; `heard` is told of each reply to one.
   */
  async ask(
    question: Outgoing,
    { repeats, repeatAfterMs }: { repeats: number; repeatAfterMs: number },
    heard: (delivery: Delivery) => void,
  ): Promise<Delivery | null> {
    const { mishaps, random } = this.next(question.leg, question.kind);
    if (mishaps.some(({ effect }) => effect === 'lose')) {
      this.noteLoss(question);
      return null;
    }
    const late = mishaps.find(({ effect }) => effect === 'delay' || effect === 'reorder');
    if (late) await pause(random.between(0, late.delayMs));
    const messageId = randomUUID();
    const sent = this.send(question, { messageId, ...(late && { mishap: 'delayed' }) });
    const waits = [
      ...Array.from({ length: repeats }, (_unused, index) => (index + 1) * repeatAfterMs),
      ...mishaps.filter(({ effect }) => effect === 'repeat').map(({ delayMs }) => delayMs),
    ];
    for (const wait of waits) {
      void pause(wait)
        .then(() => this.send(question, { mishap: 'repeated', originalMessageId: messageId }))
        .then(({ delivery }) => heard(delivery));
    }
    return (await sent).delivery;
  }

  /** The leg's next notification, and what a fault does to it. */
  private next(leg: Leg, kind: NotificationKind) {
    const lane = this.lanes.get(leg) ?? { ordinal: 0, tail: Promise.resolve(), release: [] };
    this.lanes.set(leg, lane);
    lane.ordinal += 1;
    const { seed, faults } = leg.plan;
    const mishaps = [faults, this.faults.current].flatMap(
      (planned) => planned?.forNotification(kind, seed, lane.ordinal) ?? [],
    );
    return { lane, mishaps, random: new SeededRandom(hash(`${seed}/${lane.ordinal}`)) };
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
    return this.send(outgoing, { mishap: 'reordered' });
  }

  private async late(outgoing: Outgoing, { delayMs }: NotificationFault, random: SeededRandom) {
    await pause(random.between(0, delayMs));
    return this.send(outgoing, { mishap: 'delayed' });
  }

  /** Platform repeats carry a new message id and name the first one (header seen in the wild, protocol §5.2). */
  private async again(outgoing: Outgoing, { delayMs }: NotificationFault, first: { messageId: string }): Promise<void> {
    await pause(delayMs);
    await this.send(outgoing, { mishap: 'repeated', originalMessageId: first.messageId });
  }

  private async send(outgoing: Outgoing, { messageId = randomUUID(), originalMessageId, mishap }: Sending = {}) {
    const { leg, kind, url } = outgoing;
    const body = made(outgoing.body);
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
    if (kind === 'incoming') leg.invitePosts.push(...delivery.attempts);
    const violation = outgoing.replyRule?.(delivery.status, delivery.text);
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
      ...(violation && { schemaViolation: violation }),
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
      body: made(body),
    });
  }
}

function made(body: Outgoing['body']): object {
  return typeof body === 'function' ? (body as () => object)() : body;
}
