import { Injectable } from '@nestjs/common';
import { Metrics } from '@app/platform';
import { stagesIn } from './answer-stages.js';
import type { RecordingEventType } from './recording.events.js';
import type { RecordingSession } from './recording-session.aggregate.js';

/** Seconds. Teams waits five, we stop half a second before, and a quarter is what is promised. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 4.5, 5];

const OUTCOMES: Partial<Record<RecordingEventType, string>> = {
  'recording.CallAnswered': 'answered',
  'recording.CallRejected': 'rejected',
  'recording.CallRedirected': 'redirected',
  'recording.ResponseMissed': 'missed',
};

/** What is stored of sessions, counted and timed by whichever replica stored it: from their events, and nothing else. */
@Injectable()
export class SessionMetrics {
  private readonly stages;
  private readonly outcomes;

  constructor(metrics: Metrics) {
    const stages = 'From the first byte of an invitation to each stage of its answer, rejection or redirect';
    this.stages = metrics.histogram('answer_stage_seconds', stages, BUCKETS, ['stage']);
    const outcomes = 'Invitations by what became of them; a miss that Teams contradicts counts as answered, too';
    this.outcomes = metrics.counter('invitations_total', outcomes, ['outcome']);
  }

  /** What was just stored of this session. */
  count(session: RecordingSession): void {
    const events = session.getUncommittedEvents();
    for (const [stage, at] of stagesIn(events))
      this.stages.observe({ stage }, Math.max(0, at.getTime() - session.receivedAt.getTime()) / 1_000);
    for (const event of events) {
      const outcome = OUTCOMES[event.type];
      if (outcome) this.outcomes.inc({ outcome });
    }
  }
}
