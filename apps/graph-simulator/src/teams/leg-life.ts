import { Injectable } from '@nestjs/common';
import { MediaLines } from '../media/media-lines.js';
import { pause } from '../pause.js';
import { SeededRandom } from '../random.js';
import { Settings } from '../settings.js';
import { callEnd, callUpdate, envelope, roster } from './bodies.js';
import type { Conversation } from './conversation.js';
import type { Answer, Leg, Result } from './leg.js';
import { Legs } from './legs.js';
import type { NotificationKind } from './notification-kind.js';
import { Notifier } from './notifier.js';
import { RESULTS } from './results.js';
import type { Delivery } from './webhook.js';

const APP_HOSTED = '#microsoft.graph.appHostedMediaConfig';

/** Time to answer: 5 s for policy-based recording, 15 s for other calls (page "call: answer"). */
const ANSWER_WITHIN_MS = { policyRecording: 5_000, direct: 15_000 } as const;

/** What the platform does with one leg from the invitation to its end. */
@Injectable()
export class LegLife {
  private readonly keepAliveTimers = new WeakMap<Leg, NodeJS.Timeout>();
  private readonly answerTimers = new WeakMap<Leg, NodeJS.Timeout>();
  private readonly rosterDue = new WeakSet<Leg>();

  constructor(
    private readonly notifier: Notifier,
    private readonly legs: Legs,
    private readonly media: MediaLines,
    private readonly settings: Settings,
  ) {}

  /** Posts the invitation and starts the clock. `inviteUri` null is the global calling webhook. */
  invite(leg: Leg, body: object, inviteUri: string | null = null): Promise<Delivery | null> {
    this.legs.add(leg);
    leg.finalCallbackUri = inviteUri;
    const timer = setTimeout(() => this.end(leg, RESULTS.notAnswered), ANSWER_WITHIN_MS[leg.plan.kind]);
    this.answerTimers.set(leg, timer);
    return this.notifier.post(leg, 'incoming', inviteUri, body);
  }

  /** Graph accepted the answer; media and notifications follow on their own. */
  answered(leg: Leg, answer: Answer): void {
    clearTimeout(this.answerTimers.get(leg));
    leg.answer = answer;
    leg.answeredAt = Date.now();
    leg.state = 'establishing';
    leg.handled.add(leg.plan.person.participantId);
    leg.changed();
    this.keptAlive(leg);
    void this.establish(leg, answer);
  }

  /** A call that was up before this desk was: Graph knows it from now on, and nobody is told so. */
  adopt(leg: Leg, callbackUri: string): void {
    this.legs.add(leg);
    leg.answer = { callbackUri, acceptedModalities: ['audio'], mediaConfig: { '@odata.type': APP_HOSTED } };
    leg.answeredAt = Date.now();
    leg.establishedAt = Date.now();
    leg.state = 'established';
    leg.handled.add(leg.plan.person.participantId);
    this.keptAlive(leg);
  }

  /** Reject: the end that follows may lack a state, and goes where the application asked (page "call: reject"). */
  rejected(leg: Leg, reason: string, callbackUri: string | undefined): void {
    leg.rejectReason = reason;
    leg.finalCallbackUri = callbackUri ?? leg.finalCallbackUri;
    this.end(leg, RESULTS.declined, { withState: false });
  }

  keptAlive(leg: Leg): void {
    clearTimeout(this.keepAliveTimers.get(leg));
    const timer = setTimeout(() => this.end(leg, RESULTS.noKeepAlive), this.settings.keepAliveLimitMs);
    this.keepAliveTimers.set(leg, timer.unref());
  }

  /** As if the network between media platform and host broke. */
  cutMedia(leg: Leg): void {
    this.media.cut(leg);
  }

  /** Terminating, then deleted. Ending twice is ending once. */
  end(leg: Leg, result: Result, { withState = true, announced = false } = {}): void {
    if (leg.ended) return;
    clearTimeout(this.answerTimers.get(leg));
    clearTimeout(this.keepAliveTimers.get(leg));
    this.media.hangUp(leg);
    leg.state = 'terminating';
    leg.result = result;
    leg.changed();
    if (announced) void this.tell(leg, 'terminating', 'updated', '', callUpdate(leg, 'terminating'));
    leg.state = 'terminated';
    leg.endedAt = Date.now();
    leg.changed();
    void this.tell(leg, 'terminated', 'deleted', '', callEnd(leg, result, { withState }));
    this.rosterChanged(leg.plan.conversation);
  }

  tell(
    leg: Leg,
    kind: NotificationKind,
    changeType: 'created' | 'updated' | 'deleted',
    tail: string,
    resourceData?: unknown,
  ): Promise<Delivery | null> {
    const body = envelope(changeType, `/calls/${leg.id}${tail}`, resourceData);
    return this.notifier.post(leg, kind, this.callbackOf(leg), body);
  }

  /** Where the application wants to hear of this leg; null is the global calling webhook. */
  callbackOf(leg: Leg): string | null {
    return leg.answer?.callbackUri ?? leg.finalCallbackUri;
  }

  /**
   * Every leg gets the full roster. Whether Teams sends one for each change is not known; here a leg that has not been
   * told of the last one yet is told of both together, which keeps three hundred joining at once bearable.
   */
  rosterChanged(conversation: Conversation): void {
    if (!conversation.tellsRosters) return;
    conversation.rosterSequenceNumber += 1;
    for (const leg of this.legs.openIn(conversation)) {
      if (leg.state === 'established') this.tellRoster(leg, conversation);
    }
  }

  private tellRoster(leg: Leg, conversation: Conversation): void {
    if (this.rosterDue.has(leg)) return;
    this.rosterDue.add(leg);
    void this.notifier.post(leg, 'roster', this.callbackOf(leg), () => {
      this.rosterDue.delete(leg);
      const entries = roster(conversation, this.legs.openIn(conversation));
      return envelope('updated', `/calls/${leg.id}/participants`, entries);
    });
  }

  private async establish(leg: Leg, answer: Answer): Promise<void> {
    const random = new SeededRandom(`${leg.plan.seed}/establish`);
    await pause(random.between(20, 60));
    const establishing = () => this.tell(leg, 'establishing', 'updated', '', callUpdate(leg, 'establishing'));
    if (leg.ended) return;
    if (!leg.plan.establishedFirst) void establishing();
    const dialled = await this.media.dial(leg, answer);
    if (leg.ended) return;
    if (!dialled) return this.end(leg, RESULTS.mediaUnreachable);
    await pause(random.between(20, 60));
    if (leg.ended) return;
    leg.state = 'established';
    leg.establishedAt = Date.now();
    leg.changed();
    void this.tell(leg, 'established', 'updated', '', callUpdate(leg, 'established'));
    if (leg.plan.establishedFirst) void establishing();
    this.rosterChanged(leg.plan.conversation);
  }
}
