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
  private readonly random: SeededRandom;

  constructor(readonly plan: FaultPlan) {
    this.random = new SeededRandom(plan.seed);
  }

  forRequest(verb: Verb): GraphFault | null {
    for (const fault of this.plan.graph) {
      const used = this.used.get(fault) ?? 0;
      if (fault.verb !== verb && fault.verb !== '*') continue;
      if (used >= (fault.times ?? Infinity) || !this.random.chance(fault.probability)) continue;
      this.used.set(fault, used + 1);
      return fault;
    }
    return null;
  }

  /**
   * Decided by seed, leg and count alone and not by what else goes on, so that a run can be repeated. `legSeed` is the
   * leg's place in its story, `ordinal` counts the leg's notifications.
   */
  forNotification(kind: NotificationKind, legSeed: string, ordinal: number): NotificationFault[] {
    return this.plan.notifications.filter((fault, index) => {
      if (fault.kind !== kind && fault.kind !== '*') return false;
      return new SeededRandom(hash(`${this.plan.seed}/${legSeed}/${ordinal}/${index}`)).chance(fault.probability);
    });
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
