import type { Conversation, Session, TimelinePage } from '@app/contracts';
import { clock, endOf, recordingOf, responseOf } from './session-lines.js';

type Leg = Conversation['legs'][number];
type Event = TimelinePage['items'][number];

interface Interval {
  from: string;
  to: string;
}

/** What somebody should see of a call that did not go by the book, in the words that follow. */
const REMARKABLE: Record<string, (data: Record<string, unknown>) => string> = {
  'recording.MediaLost': ({ since }) => `media lost${at(since, ' since ')}`,
  'recording.MediaReturned': () => 'media is back',
  'recording.MediaReconciled': ({ from, to, missing }) =>
    `of ${at(from)} to ${at(to)} ${missingOf(missing as readonly Interval[])}`,
  'recording.CoverageFell': ({ from, to, because }) =>
    `coverage fell from ${word(from)} to ${word(to)}: ${word(because)}`,
  'recording.AnswerUndecided': () => 'the answer left, and nobody heard what Graph said to it',
  'recording.HangUpOrdered': ({ reason }) => `hung up: ${word(reason)}`,
};

/** A leg in a few lines; the whole story of it is its session. */
export function legLines(leg: Leg, session: Session, events: readonly Event[], legs: readonly Leg[]): string[] {
  const number = (sessionId: string) => legs.findIndex((each) => each.sessionId === sessionId) + 1;
  const from = leg.spilledFrom && `sent away from leg ${number(leg.spilledFrom) || leg.spilledFrom}`;
  const marks = [leg.isPrimary && 'primary', leg.lane > 0 && 'second of twins', from].filter(Boolean).join(', ');
  const told = (type: string) => events.filter((event) => event.type === `recording.${type}`).length;
  const sentAway = told('ParticipantNotAdmitted');
  const taken = told('ParticipantAdmitted') + (session.response === 'answered' ? 1 : 0);
  return [
    `  leg ${number(leg.sessionId)}${marks && `  (${marks})`}`,
    `    response     ${responseOf(session)}`,
    `    took         ${taken} of ${session.participantCapacity ?? 1} participants${sentAway > 0 ? `, sent ${sentAway} away` : ''}`,
    `    recording    ${recordingOf(session)}${leg.mediaHostId ? ` on ${leg.mediaHostId}` : ''}`,
    `    kept         ${told('SegmentKept')} segment(s)`,
    `    ended        ${endOf(session)}`,
    ...remarkable(events).map((line) => `    ${line}`),
  ];
}

/** One line for every event that is no part of an ordinary call. */
export function remarkable(events: readonly Event[]): string[] {
  return events.flatMap(({ type, at: time, data }) => {
    const words = REMARKABLE[type];
    return words ? [`! ${clock(time)}   ${words(data)}`] : [];
  });
}

const word = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const missingOf = (missing: readonly Interval[]): string =>
  missing.length === 0
    ? 'all was kept'
    : `is missing: ${missing.map(({ from, to }) => `${at(from)} to ${at(to)}`).join(', ')}`;
const at = (value: unknown, before = ''): string => (typeof value === 'string' ? before + clock(value) : '');
