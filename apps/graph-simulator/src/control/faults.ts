import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { hash, SeededRandom } from '../random.js';
import { VERBS, type Verb } from '../graph/verbs.js';
import { NOTIFICATION_KINDS, type NotificationKind } from '../teams/notification-kind.js';

const probability = z.number().min(0).max(1).default(1);
const verbs = Object.keys(VERBS) as [Verb, ...Verb[]];

export const graphFault = z.object({
  verb: z.enum([...verbs, '*']),
  /** Unset: only slow. */
  status: z.number().int().min(400).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterSeconds: z.number().int().min(0).optional(),
  /** The connection is cut instead of a reply: before Graph has done what was asked, or after. */
  reset: z.enum(['before', 'after']).optional(),
  /** Before Graph looks at the request. */
  latencyMs: z.number().min(0).default(0),
  /** After Graph has done what was asked, so that notifications overtake the reply. */
  replyDelayMs: z.number().min(0).default(0),
  probability,
  /** For the first so many requests only. */
  times: z.number().int().positive().optional(),
});
export type GraphFault = z.infer<typeof graphFault>;

export const notificationFault = z.object({
  kind: z.enum([...NOTIFICATION_KINDS, '*']),
  effect: z.enum(['lose', 'repeat', 'delay', 'reorder']),
  /** For `delay`: at most; for `repeat`: until the repeat. */
  delayMs: z.number().min(0).default(500),
  probability,
});
export type NotificationFault = z.infer<typeof notificationFault>;

export const faultPlan = z.object({
  seed: z.union([z.number().int(), z.string()]).default(1),
  graph: z.array(graphFault).default([]),
  notifications: z.array(notificationFault).default([]),
});
export type FaultPlan = z.infer<typeof faultPlan>;
/** A plan before its defaults. */
export type FaultWishes = z.input<typeof faultPlan>;

/** What one plan does to one leg or, as the desk's own plan, to all of them. */
export class PlannedFaults {
  private readonly used = new Map<GraphFault, number>();
  private readonly requests = new Map<string, number>();

  constructor(readonly plan: FaultPlan) {}

  /** Decided by seed, leg and count alone and not by what else goes on, so that a run can be repeated. */
  forRequest(verb: Verb, legSeed = ''): GraphFault | null {
    const which = `${legSeed}/${verb}`;
    const ordinal = (this.requests.get(which) ?? 0) + 1;
    this.requests.set(which, ordinal);
    for (const [index, fault] of this.plan.graph.entries()) {
      const used = this.used.get(fault) ?? 0;
      if (fault.verb !== verb && fault.verb !== '*') continue;
      if (used >= (fault.times ?? Infinity) || !this.happens(fault, `${which}/${ordinal}/${index}`)) continue;
      this.used.set(fault, used + 1);
      return fault;
    }
    return null;
  }

  /** `legSeed` is the leg's place in its story, `ordinal` counts the leg's notifications. */
  forNotification(kind: NotificationKind, legSeed: string, ordinal: number): NotificationFault[] {
    return this.plan.notifications.filter((fault, index) => {
      if (fault.kind !== kind && fault.kind !== '*') return false;
      return this.happens(fault, `${legSeed}/${ordinal}/${index}`);
    });
  }

  private happens({ probability: chance }: { probability: number }, when: string): boolean {
    return new SeededRandom(hash(`${this.plan.seed}/${when}`)).chance(chance);
  }
}

/** The faults that hold for every call until they are taken away. */
@Injectable()
export class Faults {
  private planned = new PlannedFaults(faultPlan.parse({}));

  get current(): PlannedFaults {
    return this.planned;
  }

  set(plan: FaultPlan): void {
    this.planned = new PlannedFaults(plan);
  }

  clear(): void {
    this.set(faultPlan.parse({}));
  }
}
