import type { MediaReconciled } from '../recording.events.js';
import { intersection, union, without, type Stretch } from './stretches.js';

/** What lies between two packets, or two segments, is no loss: a segment may have holes as long as this itself. */
export const HOLE_MS = 1_000;

/** What is missing of a loss of media when all is counted that the host has shown to have kept. */
export function reconcile(loss: Stretch, segments: readonly Stretch[]): MediaReconciled {
  const shown = segments.filter((segment) => intersection([loss], [segment]).length > 0);
  // One that ends where the loss begins bridges the hole to it.
  const missing = without([loss], union(segments, HOLE_MS)).filter(({ from, to }) => to - from > HOLE_MS);
  return { ...textOf(loss), missing: missing.map(textOf), segments: shown.length };
}

function textOf({ from, to }: Stretch): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
