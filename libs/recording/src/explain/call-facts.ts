import type { StageView } from '../answer-stages.js';
import type { RecordingEvent, RecordingEventType } from '../recording.events.js';
import type { SessionView } from '../session-view.js';

/**
 * How somebody who is asked about had a part in a call: Teams made it to have them recorded; they joined it, and were
 * recorded by it as well; they are its other side, recorded or not; it was made on their behalf.
 */
export type Part = 'observed' | 'seated' | 'otherSide' | 'onBehalfOf';

/** What a call is explained by. */
export interface CallFacts {
  session: SessionView;
  /** Of whoever is asked about, and since when; null: the call itself is asked about. */
  part: Part | null;
  partSince: Date;
  /** What the rule that decided is called; null: it has no name. */
  ruleName: string | null;
  /** Those of STORY_EVENTS, in their order. */
  events: readonly RecordingEvent[];
  stages: readonly StageView[];
}

/** The events that explanations are made of. */
export const STORY_EVENTS: readonly RecordingEventType[] = [
  'recording.InvitationReceived',
  'recording.CallDecided',
  'recording.MediaPrepared',
  'recording.MediaUnavailable',
  'recording.CallAnswered',
  'recording.AnswerUndecided',
  'recording.CallRejected',
  'recording.CallRedirected',
  'recording.ResponseMissed',
  'recording.CallRevived',
  'recording.RecordingRefused',
  'recording.KeepingStarted',
  'recording.PauseOrdered',
  'recording.ResumeOrdered',
  'recording.StopOrdered',
  'recording.HangUpOrdered',
  'recording.GraphAsked',
];

type EventOf<Type extends RecordingEventType> = Extract<RecordingEvent, { type: Type }>;

export function firstOf<Type extends RecordingEventType>({ events }: CallFacts, type: Type): EventOf<Type> | undefined {
  return events.find((event): event is EventOf<Type> => event.type === type);
}

export function lastOf<Type extends RecordingEventType>({ events }: CallFacts, type: Type): EventOf<Type> | undefined {
  return events.findLast((event): event is EventOf<Type> => event.type === type);
}
