import { Injectable } from '@nestjs/common';
import { Clock, Metrics } from '@app/platform';
import type { JoinReply } from '@app/recording';
import type { NotificationContext } from './notification-context.js';

/** Seconds. A tenth is what is promised, and after 0.9 Teams is told busy (protocol §6.3). */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9, 1, 2];

/**
 * The stages of a joining in their order: its token verified; decided, its turn in its call having come; stored; about to
 * be told. One that could not be decided in time is told so without the two between.
 */
type JoiningStage = 'verified' | 'decided' | 'stored' | 'sent';

/** What joinings were told, and how soon: by the recorder that was asked. */
@Injectable()
export class JoiningMetrics {
  private readonly stages;
  private readonly decisions;

  constructor(
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    const stages = 'From the first byte of a joining to each stage of its reply';
    this.stages = metrics.histogram('joining_stage_seconds', stages, BUCKETS, ['stage']);
    const decisions = 'Joinings by what Teams was told: accept, inviteNewBot, or the reason of a rejection';
    this.decisions = metrics.counter('joinings_total', decisions, ['decision']);
  }

  /** Teams is about to be told. */
  count({ decision, decidedAt, storedAt }: JoinReply, { receivedAt, verifiedAt }: NotificationContext): void {
    this.decisions.inc({ decision: decision.kind === 'reject' ? decision.reason : decision.kind });
    const reached = (stage: JoiningStage, at: Date | undefined) => {
      if (at) this.stages.observe({ stage }, Math.max(0, at.getTime() - receivedAt.getTime()) / 1_000);
    };
    reached('verified', verifiedAt);
    reached('decided', decidedAt);
    reached('stored', storedAt);
    reached('sent', this.clock.now());
  }
}
