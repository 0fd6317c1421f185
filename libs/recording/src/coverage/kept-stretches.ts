import type { RecordingEventType } from '../recording.events.js';
import { HOLE_MS } from './media-losses.js';
import { union, type Stretch } from './stretches.js';

/** What begins a stretch of keeping, and what may end one: whatever closes a permit (docs/architecture.md, "A call"). */
const CAUSES = {
  'recording.CallStateChanged': 'callLeftItsState',
  'recording.StatusConfirmed': 'statusChanged',
  'recording.RecordingRefused': 'recordingRefused',
  'recording.MediaLost': 'mediaLost',
  'recording.PauseOrdered': 'pauseOrdered',
  'recording.StopOrdered': 'stopOrdered',
  'recording.HangUpOrdered': 'hangUpOrdered',
  'recording.CallEnded': 'callEnded',
} as const satisfies Partial<Record<RecordingEventType, string>>;

type Closing = keyof typeof CAUSES;
export type KeptUntil = (typeof CAUSES)[Closing];

export const KEEPING_EVENTS: readonly RecordingEventType[] = [
  'recording.KeepingStarted',
  ...(Object.keys(CAUSES) as Closing[]),
];

/** An event as it was stored; one of those that name a permit. */
export interface StoredEvent {
  type: 'recording.KeepingStarted' | Closing;
  at: Date;
  permitId: string;
  /** Since when the host, or its media, was not heard of. */
  since: Date | null;
}

/** Media of a call was kept. */
export interface Kept extends Stretch {
  permitId: string;
  /** Null: it still is. */
  because: KeptUntil | null;
}

/**
 * When media of a call was kept, by the events of the call in their order: from the host's word that it keeps until the
 * permit closed or, when the host lost the media or fell silent, until it was last known to have some.
 */
export function keptUnderPermits(events: readonly StoredEvent[]): Kept[] {
  const kept: Kept[] = [];
  const closed = new Set<string>();
  for (const { type, at, permitId, since } of events) {
    const last = kept.at(-1);
    if (type !== 'recording.KeepingStarted') {
      closed.add(permitId);
      if (last?.permitId === permitId && last.because === null)
        Object.assign(last, { to: Math.max(last.from, (since ?? at).getTime()), because: CAUSES[type] });
    } else if (!closed.has(permitId) && last?.permitId !== permitId) {
      // The host's word may be noted after the permit has closed: nothing is known then of how long it kept.
      kept.push({ from: at.getTime(), to: Infinity, permitId, because: null });
    }
  }
  return kept;
}

/**
 * With what the host has since shown to have kept: it may have gone on when nobody heard of it. Each piece belongs to the
 * permit that was the last before it, so that the end of a stretch keeps its name when its time is put right; what lies
 * between two pieces of a row is no fall.
 */
export function withSegments(kept: readonly Kept[], segments: readonly Stretch[]): Kept[] {
  const shownUnder = (permit: Kept) =>
    union(
      segments.filter(({ to }) => kept.findLast((each) => each.from <= to) === permit),
      HOLE_MS,
    );
  return [
    ...kept,
    ...kept.flatMap((permit) =>
      shownUnder(permit).map(({ from, to }) => {
        return { from, to, permitId: permit.permitId, because: permit.because ?? 'mediaLost' } as const;
      }),
    ),
  ];
}
