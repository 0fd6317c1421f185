import type { QueryBus } from '@nestjs/cqrs';
import type { ExplainedCode } from '@app/graph-comms';
import type { Asks, Statement } from '@app/platform';
import { NamePolicies, type Decision } from '@app/policies';
import { stagesOf, type StageView } from '../answer-stages.js';
import { STORY_EVENTS, type CallFacts, type Part } from '../explain/call-facts.js';
import { storyOf } from '../explain/call-story.js';
import { codesOf } from '../explain/codes-of.js';
import { verdictOf, type Verdict } from '../explain/verdict.js';
import type { RecordingEvent } from '../recording.events.js';
import { eventsOf } from '../session-events.js';
import { sessionView, type SessionView } from '../session-view.js';
import type { AskedCall } from './asked-calls.js';

/** One call: what became of it, told in sentences, and what they are made of. */
export interface ExplainedCall {
  verdict: Verdict;
  /** Of the user asked about; null: the call itself was. */
  part: Part | null;
  sentences: string[];
  /** What decided, under the name that it has now. */
  rule: { ruleId: string; version: number | null; name: string | null; reason: Decision['reason'] } | null;
  stages: StageView[];
  codes: ExplainedCode[];
  session: SessionView;
}

const EVENTS: Statement = {
  name: 'explain.events',
  text: `SELECT session_id AS "sessionId", type, at, data FROM ${eventsOf('$1::uuid[]')} AND type = ANY ($2)
    ORDER BY id`,
};

type EventRow = RecordingEvent & { sessionId: string };

/** In the order in which they are asked about. */
export async function explainedCalls(
  asks: Asks,
  tenantScope: string | null,
  queries: QueryBus,
  asked: readonly AskedCall[],
): Promise<ExplainedCall[]> {
  if (asked.length === 0) return [];
  const sessions = asked.map(({ session }) => session);
  const ruleIds = sessions.flatMap(({ decision }) => (decision ? [decision.ruleId] : []));
  const [events, names] = await Promise.all([
    asks.query<EventRow>(EVENTS, [sessions.map(({ id }) => id), STORY_EVENTS]),
    queries.execute(new NamePolicies(tenantScope, ruleIds)),
  ]);
  return asked.map((call) => {
    const its = events.filter(({ sessionId }) => sessionId === call.session.id);
    return explained(factsOf(call, its, names));
  });
}

function factsOf(
  { session, part, partSince }: AskedCall,
  events: readonly RecordingEvent[],
  names: ReadonlyMap<string, string>,
): CallFacts {
  const ruleName = names.get(session.decision?.ruleId ?? '') ?? null;
  const stages = stagesOf(events, session.receivedAt);
  return { session: sessionView(session), part, partSince, ruleName, events, stages };
}

function explained(facts: CallFacts): ExplainedCall {
  const { session, part, ruleName, stages } = facts;
  const { decision } = session;
  return {
    verdict: verdictOf(facts),
    part,
    sentences: storyOf(facts),
    rule: decision && ruleOf(decision, ruleName),
    stages: [...stages],
    codes: codesOf(facts),
    session,
  };
}

function ruleOf({ ruleId, ruleVersion, reason }: NonNullable<SessionView['decision']>, name: string | null) {
  return { ruleId, version: ruleVersion, name, reason };
}
