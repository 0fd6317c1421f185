import type { Recording } from './coverage.js';
import type { Kept } from './kept-stretches.js';
import type { HeldSeat } from './presence.js';
import type { Stretch } from './stretches.js';

/** What one of our calls contributes. */
export interface Leg {
  sessionId: string;
  /** Two calls on one host are one recording as far as its fall goes; null: no host, so the call speaks for itself. */
  mediaHostId: string | null;
  kept: readonly Kept[];
}

/** Teams named a paired recorder for a participant (protocol §10.1, §13.3), as one of our calls heard it. */
export interface NamedRecorder extends Stretch {
  sessionId: string;
  recorderId: string;
}

/** A roster of one of our calls showed it, with one status. */
export interface ShownRecorder extends NamedRecorder {
  status: string | null;
  /** The call whose rosters showed it has ended, and with it what is known. */
  cutShort: boolean;
}

/** Whatever recorded one participant: calls of ours in which they had a seat, and others' recorders that were there. */
export function recordingsOf(
  legs: readonly Leg[],
  seats: readonly HeldSeat[],
  named: readonly NamedRecorder[],
  shown: readonly ShownRecorder[],
): Recording[] {
  const ours = seats.flatMap((seat) =>
    legs
      .filter(({ sessionId }) => sessionId === seat.sessionId)
      .flatMap((leg) => leg.kept.flatMap((kept) => both(keptBy(leg, kept), held(seat)))),
  );
  const others = named.flatMap((each) =>
    shown
      .filter(({ sessionId, recorderId }) => sessionId === each.sessionId && recorderId === each.recorderId)
      .filter(({ status }) => status !== 'failed' && status !== 'notRecording')
      .flatMap((presence) => both(present(presence, shown), whileNamed(each))),
  );
  return [...ours, ...others];
}

type Part = Stretch & Pick<Recording, 'ended'>;

/** While both held; what ended first has ended it. */
function both(recording: Recording, part: Part): Recording[] {
  const from = Math.max(recording.from, part.from);
  const { to, ended } = part.to < recording.to ? part : recording;
  return from < to ? [{ ...recording, from, to, ended }] : [];
}

function keptBy({ sessionId, mediaHostId }: Leg, { from, to, permitId, because }: Kept): Recording {
  const source = mediaHostId === null ? `call ${sessionId}` : `host ${mediaHostId}`;
  const ended = because && { key: `permit ${permitId}`, because };
  return { from, to, source, sessionId, recorderId: null, ended };
}

function held({ from, to, sessionId }: HeldSeat): Part {
  return { from, to, ended: ended(to, `seat ${sessionId} ${from}`, 'seatFreed') };
}

function present(presence: ShownRecorder, all: readonly ShownRecorder[]): Recording {
  const { from, to, sessionId, recorderId, cutShort } = presence;
  const isStillThere = all.some(
    (next) => next.sessionId === sessionId && next.recorderId === recorderId && next.from === to,
  );
  const because = isStillThere ? 'recorderNotRecording' : cutShort ? 'callEnded' : 'recorderGone';
  const key = `recorder ${recorderId} shown to ${sessionId} from ${from}`;
  return { from, to, source: `recorder ${recorderId}`, sessionId: null, recorderId, ended: ended(to, key, because) };
}

function whileNamed({ from, to, sessionId, recorderId }: NamedRecorder): Part {
  return {
    from,
    to,
    ended: ended(to, `recorder ${recorderId} named to ${sessionId} from ${from}`, 'recorderNotNamed'),
  };
}

function ended(to: number, key: string, because: string) {
  return to === Infinity ? null : { key, because };
}
