import type { RecordingEventType } from '../recording.events.js';
import type { GapCause } from './gap-causes.js';

/** What the events of one call say of what it owed. */
export interface Obligation {
  /** Since when whoever has a seat is to be recorded by it; null: never. */
  from: number | null;
  /** From each on, as far as nothing was kept, it was for this cause. In order. */
  turns: readonly Turn[];
}

interface Turn {
  from: number;
  cause: GapCause;
}

/** An event as it was stored; one of those below. */
export interface ObligationEvent {
  type: RecordingEventType;
  at: Date;
  /** Of lost media: until when it was kept. */
  since: Date | null;
  /** Of a decision its action, of a hanging up its reason. */
  detail: string | null;
}

/** Why a call keeps nothing while it does not. */
interface Hindrances {
  unanswered: 'notAnswered' | 'noMediaHost' | null;
  ended: boolean;
  order: 'paused' | 'stopped' | 'hungUp' | null;
  mediaLost: boolean;
  refused: boolean;
}

/** What each event changes of them. */
const NEWS = {
  'recording.ResponseMissed': () => ({ unanswered: 'notAnswered' }),
  'recording.MediaUnavailable': () => ({ unanswered: 'noMediaHost' }),
  'recording.CallRevived': () => ({ unanswered: null }),
  'recording.CallEstablished': () => ({}),
  'recording.RecordingStarted': () => ({ refused: false }),
  'recording.RecordingRefused': () => ({ refused: true }),
  'recording.PauseOrdered': () => ({ order: 'paused' }),
  'recording.ResumeOrdered': () => ({ order: null }),
  'recording.StopOrdered': () => ({ order: 'stopped' }),
  // One that came up after all, when nothing could be kept of it any more, was not answered in time.
  'recording.HangUpOrdered': (reason) => (reason === 'noMedia' ? {} : { order: 'hungUp' }),
  'recording.MediaLost': () => ({ mediaLost: true }),
  'recording.MediaReturned': () => ({ mediaLost: false }),
  'recording.CallEnded': () => ({ ended: true }),
} satisfies Partial<Record<RecordingEventType, (detail: string | null) => Partial<Hindrances>>>;

export const OBLIGATION_EVENTS: readonly RecordingEventType[] = [
  'recording.InvitationReceived',
  'recording.CallDecided',
  ...(Object.keys(NEWS) as (keyof typeof NEWS)[]),
];

/**
 * What a call owed, by its events in their order. Whoever has a seat is to be recorded once it is up: before that nobody
 * can be heard, and one that never comes up owes nothing, unless it was for want of an answer. A call that no rule wanted
 * recorded owes nothing at all.
 */
export function obligationOf(events: readonly ObligationEvent[]): Obligation {
  const hindrances: Hindrances = { unanswered: null, ended: false, order: null, mediaLost: false, refused: false };
  let owedFrom: number | null = null;
  const turns: Turn[] = [];
  for (const { type, at, since, detail } of events) {
    if (type === 'recording.CallDecided' && detail !== 'record') return { from: null, turns: [] };
    if (!(type in NEWS)) continue;
    Object.assign(hindrances, NEWS[type as keyof typeof NEWS](detail));
    // Nobody knows how long Teams would have let us answer, or how long they spoke: all of it, then.
    const isUnanswered: boolean = hindrances.unanswered !== null && owedFrom === null;
    const from: number = isUnanswered
      ? events[0]!.at.getTime()
      : Math.max((since ?? at).getTime(), turns.at(-1)?.from ?? 0);
    if (isUnanswered || type === 'recording.CallEstablished') owedFrom ??= from;
    const cause = causeOf(hindrances);
    if (turns.at(-1)?.cause !== cause) turns.push({ from, cause });
  }
  return { from: owedFrom, turns };
}

/** What somebody ordered stands for whatever comes of the media meanwhile. */
function causeOf({ unanswered, ended, order, mediaLost, refused }: Hindrances): GapCause {
  if (unanswered) return unanswered;
  if (ended) return 'callEnded';
  if (order) return order;
  if (mediaLost) return 'mediaLost';
  return refused ? 'recordingRefused' : 'starting';
}
