import type { SessionDetail, TimelinePage } from '@app/contracts';
import type { Tone } from '../../parts/badge.js';
import { stretchesBetween, type Lane, type Point, type Stretch } from '../../parts/lanes.js';

type Entry = TimelinePage['items'][number];
type Call = Pick<SessionDetail, 'receivedAt' | 'endedAt'>;

/** The lanes of one call, from its timeline, in the order in which one thing follows from another. */
export function callLanes(call: Call, timeline: readonly Entry[]): Lane[] {
  const lanes = [
    { name: 'Call state', stretches: states(call, timeline) },
    { name: 'Teams shows', stretches: shown(call, timeline) },
    { name: 'Orders', stretches: between(call, timeline, ORDERED) },
    { name: 'Keeping allowed', stretches: between(call, timeline, KEEPING) },
    { name: 'Media arrives', stretches: between(call, timeline, MEDIA) },
    { name: 'Media kept', stretches: kept(timeline) },
    { name: 'Requests to Graph', stretches: [], points: requests(timeline) },
  ];
  return lanes.filter(({ stretches, points }) => stretches.length > 0 || (points ?? []).length > 0);
}

type Sign = { what: string; tone: Tone } | 'over';

const ORDERED: Readonly<Record<string, Sign>> = {
  'recording.PauseOrdered': { what: 'paused', tone: 'warn' },
  'recording.ResumeOrdered': 'over',
  'recording.StopOrdered': { what: 'stopped', tone: 'warn' },
  'recording.HangUpOrdered': { what: 'hanging up', tone: 'warn' },
};

const KEEPING: Readonly<Record<string, Sign>> = {
  'recording.KeepingStarted': { what: 'keeping', tone: 'good' },
  'recording.KeepingStopped': 'over',
};

const MEDIA: Readonly<Record<string, Sign>> = {
  'recording.FirstMedia': { what: 'flowing', tone: 'good' },
  'recording.MediaLost': { what: 'lost', tone: 'bad' },
  'recording.MediaReturned': { what: 'flowing', tone: 'good' },
  'recording.MediaStopped': 'over',
};

/** From each sign to the next one of the same table, or to the end of the call. */
function between(call: Call, timeline: readonly Entry[], signs: Readonly<Record<string, Sign>>): Stretch[] {
  const changes = timeline.flatMap(({ at, type }) => {
    const sign = signs[type];
    if (sign === undefined) return [];
    return [sign === 'over' ? { at, what: '', tone: 'plain' as const } : { at, ...sign }];
  });
  return stretchesBetween(changes, call.endedAt).filter(({ what }) => what !== '');
}

function states(call: Call, timeline: readonly Entry[]): Stretch[] {
  const begin = { at: call.receivedAt, what: 'incoming', tone: 'plain' as const };
  const changes = timeline.flatMap(({ at, type, data: { state } }) => {
    if (type === 'recording.CallEstablished') return [{ at, what: 'established', tone: 'good' as const }];
    const isChange = type === 'recording.CallStateChanged' || type === 'recording.CallRevived';
    if (!isChange || typeof state !== 'string' || state === 'terminated') return [];
    return [{ at, what: state, tone: state === 'established' ? ('good' as const) : ('plain' as const) }];
  });
  const all = [begin, ...changes];
  return stretchesBetween(
    all.filter(({ what }, index) => what !== all[index - 1]?.what),
    call.endedAt,
  );
}

/** What Graph has confirmed. Its first `recording` is an event of its own. */
function shown(call: Call, timeline: readonly Entry[]): Stretch[] {
  const tones: Readonly<Record<string, Tone>> = { recording: 'live', failed: 'bad' };
  const changes = timeline.flatMap(({ at, type, data: { status } }) => {
    const confirmed = type === 'recording.RecordingStarted' ? 'recording' : status;
    const isConfirmed = type === 'recording.RecordingStarted' || type === 'recording.StatusConfirmed';
    return isConfirmed && typeof confirmed === 'string'
      ? [{ at, what: confirmed, tone: tones[confirmed] ?? ('plain' as const) }]
      : [];
  });
  return stretchesBetween(changes, call.endedAt);
}

function kept(timeline: readonly Entry[]): Stretch[] {
  return timeline.flatMap(({ type, data: { from, to } }) =>
    type === 'recording.SegmentsKept' && typeof from === 'string' && typeof to === 'string'
      ? [{ from, to, what: 'kept', tone: 'good' as const }]
      : [],
  );
}

function requests(timeline: readonly Entry[]): Point[] {
  return timeline.flatMap(({ at, type, data: { verb, status } }) =>
    type === 'recording.GraphAsked' && typeof verb === 'string'
      ? [{ at, what: `${verb}: ${typeof status === 'number' ? status : 'no reply'}`, tone: toneOf(status) }]
      : [],
  );
}

function toneOf(status: unknown): Tone {
  return typeof status === 'number' && status < 400 ? 'plain' : 'bad';
}
