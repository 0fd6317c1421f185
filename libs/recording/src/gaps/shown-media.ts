import type { Kept } from '../coverage/kept-stretches.js';
import { HOLE_MS } from '../coverage/media-losses.js';
import { intersection, union, without, type Stretch } from '../coverage/stretches.js';
import { MOST_SKEW_MS } from '../media-report-times.js';
import type { Obligation } from './obligation.js';

interface Told {
  /** Null: Microsoft takes the media, and there is nothing to be shown. */
  mediaHostId: string | null;
  /** By its host's word, as it was noted. */
  kept: readonly Kept[];
  obligation: Obligation;
}

/**
 * What of a call was kept, when its host's word is held against the segments that it has shown: without what it has shown
 * nothing of, and with what it shows of a time at which its word had not been noted yet.
 */
export function shownMedia(call: Told, segments: readonly Stretch[]): Kept[] {
  const { mediaHostId, kept, obligation } = call;
  if (mediaHostId === null) return [...kept];
  const shown = union(segments, HOLE_MS);
  const unshown = without(kept, [...shown, ...edges(kept, shown)]).filter(({ from, to }) => to - from > HOLE_MS);
  const early = without(intersection(shown, startsOf(obligation)), kept);
  return [
    ...kept.flatMap((each) => without([each], unshown).map((part) => ({ ...each, ...part }))),
    ...early.map((part) => ({ ...part, permitId: 'shown', because: null })),
  ];
}

/** Holes are told exactly, where the first segment begins and the last ends only roughly: its clock may be another. */
function edges(kept: readonly Kept[], shown: readonly Stretch[]): Stretch[] {
  const [first, last, begin, end] = [kept[0], kept.at(-1), shown[0], shown.at(-1)];
  if (!first || !last || !begin || !end) return [];
  const lead = { from: first.from, to: Math.min(begin.from, first.to) };
  const tail = { from: Math.max(end.to, last.from), to: last.to };
  return [lead, tail].filter(({ from, to }) => from < to && to - from <= MOST_SKEW_MS);
}

function startsOf({ turns }: Obligation): Stretch[] {
  return turns.flatMap(({ from, cause }, i) =>
    cause === 'starting' ? [{ from, to: turns[i + 1]?.from ?? Infinity }] : [],
  );
}
