import { Injectable } from '@nestjs/common';
import type { JoinDecision } from '@app/graph-comms';
import { Clock, Metrics } from '@app/platform';
import type { NotificationContext } from './notification-context.js';

/** Seconds. A tenth is what is promised, and after 0.9 Teams is told busy (protocol §6.3). */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9, 1, 2];

/** What joinings were told, and how soon: by the recorder that was asked. */
@Injectable()
export class JoiningMetrics {
  private readonly stages;
  private readonly decisions;

  constructor(
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    const stages = 'From the first byte of a joining to its token verified, and to its decision about to be told';
    this.stages = metrics.histogram('joining_stage_seconds', stages, BUCKETS, ['stage']);
    const decisions = 'Joinings by what Teams was told: accept, inviteNewBot, or the reason of a rejection';
    this.decisions = metrics.counter('joinings_total', decisions, ['decision']);
  }

  /** Teams is about to be told. */
  count(decision: JoinDecision, { receivedAt, verifiedAt }: NotificationContext): void {
    this.decisions.inc({ decision: decision.kind === 'reject' ? decision.reason : decision.kind });
    for (const [stage, at] of Object.entries({ verified: verifiedAt, decided: this.clock.now() }))
      this.stages.observe({ stage }, Math.max(0, at.getTime() - receivedAt.getTime()) / 1_000);
  }
}
