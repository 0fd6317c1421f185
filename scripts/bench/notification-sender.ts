import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@app/platform';
import type { LiveCall } from './live-calls.js';
import { NotificationBodies } from './notification-bodies.js';

export interface Posted {
  /** Of sending, and of the reply's last byte; since it was due. */
  sentMs: number;
  repliedMs: number;
  /** Null: no reply. */
  status: number | null;
}

/** Posts what Teams says of live calls, by a schedule that waits for nobody. */
export class NotificationSender {
  private readonly bodies: { call: LiveCall; bodies: NotificationBodies }[];
  private turn = 0;

  constructor(
    private readonly http: HttpClient,
    private readonly token: string,
    calls: readonly LiveCall[],
  ) {
    this.bodies = calls.map((call, place) => ({ call, bodies: new NotificationBodies(call, place) }));
  }

  /** Round the calls, so that the notifications of one call follow each other as far apart as they can. */
  post(count: number, perSecond: number, run: string): Promise<Posted[]> {
    return this.bySchedule(count, perSecond, (due, index) => {
      const { call, bodies } = this.bodies[this.turn % this.bodies.length] ?? {};
      if (!call || !bodies) throw new Error('There are no calls to speak of');
      this.turn += 1;
      return this.one(call, bodies.next(), due, `${run}-${index}`);
    });
  }

  /** The first roster of each call, which costs more than those that follow. */
  introduce(perSecond: number, run: string): Promise<Posted[]> {
    return this.bySchedule(this.bodies.length, perSecond, (due, index) => {
      const { call, bodies } = this.bodies[index]!;
      return this.one(call, bodies.firstRoster(), due, `${run}-${index}`);
    });
  }

  /** So many senders, each with its next notification ready when the last was taken: how fast depends on who takes them. */
  async asFastAsTaken(senders: number, seconds: number, run: string): Promise<Posted[]> {
    const until = performance.now() + seconds * 1_000;
    const posted: Posted[] = [];
    const send = async (): Promise<void> => {
      while (performance.now() < until) {
        const { call, bodies } = this.bodies[this.turn % this.bodies.length]!;
        this.turn += 1;
        posted.push(await this.one(call, bodies.next(), performance.now(), `${run}-${this.turn}`));
      }
    };
    await Promise.all(Array.from({ length: senders }, send));
    return posted;
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
    const status = await this.http
      .request({ method: 'POST', url: call.callbackUri, headers, body, timeoutMs: 10_000 })
      .then((reply) => reply.status)
      .catch(() => null);
    return { sentMs, repliedMs: performance.now() - due, status };
  }
}
