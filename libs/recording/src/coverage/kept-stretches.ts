import type { RecordingEventType } from '../recording.events.js';
import { union, type Stretch } from './stretches.js';

/** An event as it was stored. */
export interface StoredEvent {
  type: RecordingEventType;
  at: Date;
  data: { permitId?: string | null; since?: string | null };
}

/** What begins a stretch of keeping, and what may end one: whatever closes a permit (docs/architecture.md, "A call"). */
export const KEEPING_EVENTS: readonly RecordingEventType[] = [
  'recording.KeepingStarted',
  'recording.CallStateChanged',
  'recording.StatusConfirmed',
  'recording.RecordingRefused',
  'recording.MediaLost',
  'recording.HangUpOrdered',
  'recording.CallEnded',
];

/**
 * When media of a call was kept: from the host's word that it keeps until the permit closed or, when the host lost the
 * media or fell silent, until it was last known to have some; and whatever it has since shown to have kept.
 */
export function keptStretches(events: readonly StoredEvent[], segments: readonly Stretch[]): Stretch[] {
  const open = new Map<string, number>();
  const kept: Stretch[] = [...segments];
  for (const { type, at, data } of events) {
    const { permitId } = data;
    if (!permitId) continue;
    if (type === 'recording.KeepingStarted') {
      if (!open.has(permitId)) open.set(permitId, at.getTime());
      continue;
    }
    const from = open.get(permitId);
    if (from === undefined) continue;
    open.delete(permitId);
    const to = type === 'recording.MediaLost' && data.since ? Date.parse(data.since) : at.getTime();
    kept.push({ from, to });
  }
  return union([...kept, ...[...open.values()].map((from) => ({ from, to: Infinity }))]);
}
