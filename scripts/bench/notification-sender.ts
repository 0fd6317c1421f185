import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@app/platform';
import { decisionOf, joiningOf, leftOf } from './joining-bodies.js';
import type { LiveCall } from './live-calls.js';
import { NotificationBodies } from './notification-bodies.js';

export interface Posted {
  /** Of sending, and of the reply's last byte; since it was due. */
  sentMs: number;
  repliedMs: number;
  /** Null: no reply. */
  status: number | null;
  /** What a joining was told; empty for all else. */
  decision: string;
}

/** Stored, or let in: one that is told busy gets a 200 as well. */
export function isTaken({ status, decision }: Posted): boolean {
  return status === 202 || decision === 'acceptJoinResponse';
}

interface Told {
  call: LiveCall;
  bodies: NotificationBodies;
}

/** Posts what Teams says of live calls, by a schedule that waits for nobody. */
export class NotificationSender {
  private readonly told: Told[];
  private turn = 0;

  constructor(
    private readonly http: HttpClient,
    private readonly token: string,
    calls: readonly LiveCall[],
    /** In each of them. */
    people = 4,
  ) {
    this.told = calls.map((call, place) => ({ call, bodies: new NotificationBodies(call, place, people) }));
  }

  /** What Teams says by itself and of what people do, mixed. */
  post(count: number, perSecond: number, run: string): Promise<Posted[]> {
    return this.round(count, perSecond, run, ({ bodies }) => bodies.next());
  }

  /** Rosters and nothing else; the first of a call costs more than those that follow. */
  rosters(count: number, perSecond: number, run: string): Promise<Posted[]> {
    return this.round(count, perSecond, run, ({ bodies }) => bodies.nextRoster());
  }

  /** Of every call its first roster. */
  introduce(perSecond: number, run: string): Promise<Posted[]> {
    return this.rosters(this.told.length, perSecond, run);
  }

  /** Somebody joins a call under policy, and leaves it after `staysFor` others have come. */
  async comeAndGo(count: number, perSecond: number, staysFor: number, run: string): Promise<Posted[]> {
    const there: { call: LiveCall; participantId: string }[] = [];
    const come = this.round(count, perSecond, run, ({ call }) => {
      const participantId = randomUUID();
      there.push({ call, participantId });
      return JSON.stringify(joiningOf(call, participantId));
    });
    await sleep((staysFor * 1_000) / perSecond);
    const gone = this.bySchedule(count - staysFor, perSecond, (due, index) => {
      const { call, participantId } = there.shift()!;
      return this.one(call, JSON.stringify(leftOf(call, participantId)), due, `${run}-left-${index}`);
    });
    return [...(await come), ...(await gone)];
  }

  /** Of one kind and one after another: what each of them takes when there is nothing else to do. */
  async alone(kind: 'update' | 'roster', count: number, run: string): Promise<Posted[]> {
    const posted: Posted[] = [];
    for (let index = 0; index < count; index += 1) {
      const { call, bodies } = this.nextTold();
      const body = kind === 'roster' ? bodies.nextRoster() : bodies.nextUpdate();
      posted.push(await this.one(call, body, performance.now(), `${run}-${index}`));
    }
    return posted;
  }

  /** So many senders, each with its next notification ready when the last was taken: how fast depends on who takes them. */
  async asFastAsTaken(senders: number, seconds: number, run: string): Promise<Posted[]> {
    const until = performance.now() + seconds * 1_000;
    const posted: Posted[] = [];
    const send = async (): Promise<void> => {
      while (performance.now() < until) {
        const { call, bodies } = this.nextTold();
        posted.push(await this.one(call, bodies.next(), performance.now(), `${run}-${this.turn}`));
      }
    };
    await Promise.all(Array.from({ length: senders }, send));
    return posted;
  }

  /** Round the calls, so that the notifications of one call follow each other as far apart as they can. */
  private round(count: number, perSecond: number, run: string, bodyOf: (told: Told) => string): Promise<Posted[]> {
    return this.bySchedule(count, perSecond, (due, index) => {
      const told = this.nextTold();
      return this.one(told.call, bodyOf(told), due, `${run}-${index}`);
    });
  }

  private nextTold(): Told {
    const told = this.told[this.turn % this.told.length];
    if (!told) throw new Error('There are no calls to speak of');
    this.turn += 1;
    return told;
  }

  private async bySchedule(
    count: number,
    perSecond: number,
    send: (due: number, index: number) => Promise<Posted>,
  ): Promise<Posted[]> {
    const replies: Promise<Posted>[] = [];
    const began = performance.now() + 20;
    for (let index = 0; index < count; index += 1) {
      const due = began + (index * 1_000) / perSecond;
      const early = due - performance.now();
      // Rounded up: nothing is sent before it is due.
      if (early > 0) await sleep(Math.ceil(early));
      replies.push(send(due, index));
    }
    return Promise.all(replies);
  }

  private async one(call: LiveCall, body: string, due: number, messageId: string): Promise<Posted> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
      'user-agent': 'Microsoft-Skype/3.0,(Calling/1.0)',
      'x-microsoft-skype-message-id': messageId,
      'scenario-id': call.callId,
    };
    const sentMs = performance.now() - due;
    const reply = await this.http
      .request({ method: 'POST', url: call.callbackUri, headers, body, timeoutMs: 10_000 })
      .catch(() => null);
    const repliedMs = performance.now() - due;
    return { sentMs, repliedMs, status: reply?.status ?? null, decision: reply ? decisionOf(reply) : '' };
  }
}
