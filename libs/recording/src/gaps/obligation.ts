import type { RecordingEventType } from '../recording.events.js';
import type { GapCause } from './gap-causes.js';

/** What the events of one call say of what it owed. */
export interface Obligation {
  invitedAt: number;
  /** Since when whoever has a seat is to be recorded by it; null: never. */
  from: number | null;
  /** When it was over, as far as others than Teams say so: nobody was there any more, whenever we found out. */
  until: number;
  /** It never came up, so that it owes from its invitation on. */
  isUnserved: boolean;
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
  /** Of lost media: until when it was kept. Of a call that vanished: since when a witness knew. */
  since: Date | null;
  /** Of a decision its action, of a hanging up its reason, of an end its code, or `vanished`; of a state its permit. */
  detail: string | null;
}

/** Why a call keeps nothing while it does not. */
interface Hindrances {
  unserved: 'notAnswered' | 'noMediaHost' | 'neverEstablished' | null;
  isAnswered: boolean;
  isUp: boolean;
  hasEnded: boolean;
  order: 'paused' | 'stopped' | 'hungUp' | null;
  mediaLost: boolean;
  refused: boolean;
}

/** Nobody took it, or somebody thought better of it (protocol §8.3). */
const NO_FAILURES: readonly (string | null)[] = [null, '0', '200', '480', '486', '487', '603'];

/** What each event changes of them. */
const NEWS = {
  'recording.ResponseMissed': () => ({ unserved: 'notAnswered' }),
  'recording.MediaUnavailable': () => ({ unserved: 'noMediaHost' }),
  'recording.CallRevived': () => ({ unserved: null, hasEnded: false }),
  'recording.CallAnswered': () => ({ isAnswered: true }),
  'recording.CallEstablished': () => ({ isUp: true }),
  // One that closes the permit is the beginning of the end.
  'recording.CallStateChanged': (permitId) => (permitId === null ? {} : { hasEnded: true }),
  'recording.RecordingStarted': () => ({ refused: false }),
  'recording.RecordingRefused': () => ({ refused: true }),
  'recording.PauseOrdered': () => ({ order: 'paused' }),
  'recording.ResumeOrdered': () => ({ order: null }),
  'recording.StopOrdered': () => ({ order: 'stopped' }),
  // One that came up after all, when nothing could be kept of it any more, was not answered in time.
  'recording.HangUpOrdered': (reason) => (reason === 'noMedia' ? {} : { order: 'hungUp' }),
  'recording.MediaLost': () => ({ mediaLost: true }),
  'recording.MediaReturned': () => ({ mediaLost: false }),
  'recording.CallEnded': (code, { isAnswered, isUp }) =>
    isAnswered && !isUp && !NO_FAILURES.includes(code)
      ? { hasEnded: true, unserved: 'neverEstablished' }
      : { hasEnded: true },
} satisfies Partial<
  Record<RecordingEventType, (detail: string | null, now: Readonly<Hindrances>) => Partial<Hindrances>>
>;

export const OBLIGATION_EVENTS: readonly RecordingEventType[] = [
  'recording.InvitationReceived',
  'recording.CallDecided',
  ...(Object.keys(NEWS) as (keyof typeof NEWS)[]),
];

/**
 * What a call owed, by its events in their order. Whoever has a seat is to be recorded once it is up: before that nobody
 * can be heard. One that never comes up owes nothing when its caller gave up, and everything from its invitation on when it
 * was for want of an answer, or of media. A call that no rule wanted recorded owes nothing at all.
 */
export function obligationOf(events: readonly ObligationEvent[]): Obligation {
  const invitedAt = events[0]?.at.getTime() ?? 0;
  const nothing: Obligation = { invitedAt, from: null, until: Infinity, isUnserved: false, turns: [] };
  const now: Hindrances = {
    ...{ unserved: null, isAnswered: false, isUp: false, hasEnded: false },
    ...{ order: null, mediaLost: false, refused: false },
  };
  let [owedFrom, until]: [number | null, number] = [null, Infinity];
  const turns: Turn[] = [];
  for (const { type, at, since, detail } of events) {
    if (type === 'recording.CallDecided' && detail !== 'record') return nothing;
    if (!(type in NEWS)) continue;
    Object.assign(now, NEWS[type as keyof typeof NEWS](detail, now));
    if (type === 'recording.CallEnded' && since) until = since.getTime();
    const isUnserved: boolean = now.unserved !== null && owedFrom === null;
    const from: number = isUnserved ? invitedAt : Math.max((since ?? at).getTime(), turns.at(-1)?.from ?? 0);
    if (isUnserved || now.isUp) owedFrom ??= from;
    const cause = causeOf(now);
    if (owedFrom !== null && turns.at(-1)?.cause !== cause) turns.push({ from, cause });
  }
  return owedFrom === null ? nothing : { invitedAt, from: owedFrom, until, isUnserved: !now.isUp, turns };
}

/** What somebody ordered stands for whatever comes of the media meanwhile. */
function causeOf({ unserved, hasEnded, order, mediaLost, refused }: Hindrances): GapCause {
  if (unserved) return unserved;
  if (hasEnded) return 'callEnded';
  if (order) return order;
  if (mediaLost) return 'mediaLost';
  return refused ? 'recordingRefused' : 'starting';
}
