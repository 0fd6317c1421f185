/** A participant under policy who asks to be recorded by a call (protocol §6.2). */
export interface Asking {
  participantId: string;
  userId: string | null;
  /** Of the call object inside the notification: tells a repeat from a later joining; null when Teams gave none. */
  joiningCallId: string | null;
}

/** What is on record of somebody who asks. */
export interface Asked {
  participantId: string;
  /** Holds a seat of this call. */
  seated: boolean;
  /** What this very joining was told before, and when. */
  decision: 'accept' | 'inviteNewBot' | null;
  decidedAt: Date | null;
  leftAt: Date | null;
  /** Their left overtook their joining: they are gone already (protocol §5.5). */
  leftFirst: boolean;
}

export interface Admission extends Asking {
  decision: 'accept' | 'inviteNewBot';
  /** The seat that is taken by it; null: none, or none more. */
  seat: number | null;
  isRepeat: boolean;
}

/** A joining without an id of its own that comes again within this time is a repeat. */
const REPEATED_WITHIN_MS = 30_000;

/**
 * Decides joinings in the order in which they came. Who was told something is told the same again and takes no second
 * seat; the rest get the lowest free seats, and are sent to a bot of their own when there is none (protocol §6.4).
 */
export function admit(
  asking: readonly Asking[],
  asked: readonly Asked[],
  call: { taken: readonly number[]; capacity: number; isOpen: boolean },
  at: Date,
): Admission[] {
  const known = new Map(asking.map((each, i) => [joiningOf(each), asked[i]]));
  const seated = new Set(asked.filter((each) => each.seated).map(({ participantId }) => participantId));
  const decided = new Map<string, Admission>();
  const free = freeSeats(call);
  return asking.map((each) => {
    const before = decided.get(joiningOf(each));
    if (before) return { ...before, seat: null, isRepeat: true };
    const record = known.get(joiningOf(each));
    const repeated = earlierDecision(each, record, seated.has(each.participantId), at);
    const admission = repeated
      ? { ...each, decision: repeated, seat: null, isRepeat: true }
      : decide(each, record, call.isOpen, free);
    if (admission.seat !== null) seated.add(each.participantId);
    decided.set(joiningOf(each), admission);
    return admission;
  });
}

function earlierDecision(
  { joiningCallId }: Asking,
  record: Asked | undefined,
  isSeated: boolean,
  at: Date,
): Admission['decision'] | null {
  if (isSeated) return 'accept';
  if (!record?.decision || !record.decidedAt) return null;
  if (joiningCallId !== null) return record.decision;
  const isRecent = at.getTime() - record.decidedAt.getTime() <= REPEATED_WITHIN_MS;
  return isRecent && !(record.leftAt && record.leftAt >= record.decidedAt) ? record.decision : null;
}

function decide(asking: Asking, record: Asked | undefined, isOpen: boolean, free: Iterator<number>): Admission {
  if (record?.leftFirst && isOpen) return { ...asking, decision: 'accept', seat: null, isRepeat: false };
  const next = isOpen ? free.next() : null;
  if (!next || next.done) return { ...asking, decision: 'inviteNewBot', seat: null, isRepeat: false };
  return { ...asking, decision: 'accept', seat: next.value, isRepeat: false };
}

function* freeSeats({ taken, capacity }: { taken: readonly number[]; capacity: number }): Generator<number, undefined> {
  const held = new Set(taken);
  for (let number = 1; number <= capacity; number += 1) if (!held.has(number)) yield number;
}

function joiningOf({ participantId, joiningCallId }: Asking): string {
  return `${participantId} ${joiningCallId ?? ''}`;
}
