import { stagesOf } from '../answer-stages.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { sessionView, type SessionRow } from '../session-view.js';
import type { CallFacts } from './call-facts.js';

/** What is known of a session that was never stored: as if somebody asked for its call. */
export function factsOf(session: RecordingSession, more: Partial<CallFacts> = {}): CallFacts {
  const row = { ...session, id: session.sessionId, position: '0' } as unknown as SessionRow;
  const events = session.getUncommittedEvents();
  return {
    session: sessionView(row),
    part: null,
    partSince: session.receivedAt,
    ruleName: null,
    events,
    stages: stagesOf(events, session.receivedAt),
    ...more,
  };
}
