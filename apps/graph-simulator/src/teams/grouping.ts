import type { Leg } from './leg.js';
import type { InvitedRecorder, RecordingPolicy } from './people.js';

/** The open legs that a further user of this policy may come under: same policy, same application, same lane. */
export function groupOf(
  openLegs: readonly Leg[],
  { policyIdentifier }: RecordingPolicy,
  { applicationInstanceId, lane }: InvitedRecorder,
): Leg[] {
  return openLegs.filter(
    ({ plan }) =>
      plan.person.policy?.policyIdentifier === policyIdentifier &&
      plan.applicationInstanceId === applicationInstanceId &&
      plan.lane === lane,
  );
}

/**
 * The leg that may be asked to record one more user instead of a new invitation: answered with a participantCapacity
 * that the participants it handles have not reached (page "call: answer", example 3). Who was asked and has not been
 * answered for is not handled yet, so a leg may be asked for more than it has room for. Capacity 0 or 1 or none means
 * no grouping.
 */
export function legWithRoom(group: readonly Leg[], sentAwayBy: ReadonlySet<Leg> = new Set()): Leg | null {
  return group.find((leg) => groups(leg) && leg.handled.size < capacityOf(leg) && !sentAwayBy.has(leg)) ?? null;
}

/**
 * An invitation whose answer is worth waiting for, as the application is known to group. Before its first answer
 * nothing is known, so users who join together then are invited apart (microsoft-graph-comms-samples #660).
 */
export function invitationUnderWay(group: readonly Leg[]): Leg | null {
  return group.some(groups) ? (group.find(({ state }) => state === 'incoming') ?? null) : null;
}

const capacityOf = (leg: Leg): number => leg.answer?.participantCapacity ?? 0;
const groups = (leg: Leg): boolean => capacityOf(leg) > 1;
