import type { CallState } from '@app/graph-comms';

/** Teams may deliver states late and in any order; only a step up in rank counts (protocol §5.5). */
const RANK: Readonly<Record<CallState, number>> = {
  incoming: 0,
  ringing: 1,
  establishing: 1,
  established: 2,
  hold: 2,
  transferring: 2,
  transferAccepted: 2,
  redirecting: 2,
  terminating: 3,
  terminated: 4,
};

const IN_CALL = 2;

/** Whether `next` may follow `current`: a higher rank, or a change among the states of a call that is up. */
export function isStepForward(current: CallState, next: CallState): boolean {
  if (RANK[next] === RANK[current]) return RANK[next] === IN_CALL && next !== current;
  return RANK[next] > RANK[current];
}

/** The leg is up: the only states in which the permit may be open (protocol §15.3). */
export function isInCall(state: CallState): boolean {
  return RANK[state] === IN_CALL && state !== 'redirecting';
}

/** Teams brings a call into these states only after an answer that it carried out (protocol §5.5). */
export function provesAnswer(state: CallState): boolean {
  return state === 'establishing' || isInCall(state);
}

/** How long a call without participants under policy is kept up for one to come back (protocol §6.5). */
export const ALONE_MS = 60_000;

/** How long after its deadline an undecided answer is left to Teams' own word; by then Graph has ended what was not answered. */
export const UNDECIDED_MS = 2_000;

/** How long the media of an answer that was sent and filed as missed is held, in case Teams sets the call up after all. */
export const HELD_AFTER_MISS_MS = 30_000;
