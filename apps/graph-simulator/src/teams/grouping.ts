import type { Leg } from './leg.js';
import type { Person } from './people.js';

/**
 * The leg that may be asked to record one more user instead of a new invitation: same policy group, answered with a
 * participantCapacity that is not used up (page "call: answer", example 3). Capacity 0 or 1 or none means no grouping.
 * A leg that is not answered yet has told no capacity, so users who join together are invited apart
 * (microsoft-graph-comms-samples #660).
 */
export function legWithRoom(openLegs: readonly Leg[], person: Person): Leg | null {
  const { policy } = person;
  if (!policy) return null;
  return (
    openLegs.find((leg) => {
      const theirs = leg.plan.person.policy;
      const capacity = leg.answer?.participantCapacity ?? 0;
      return (
        capacity > 1 &&
        leg.handled.size < capacity &&
        theirs?.policyIdentifier === policy.policyIdentifier &&
        theirs.applicationInstanceId === policy.applicationInstanceId
      );
    }) ?? null
  );
}
