import type { CallState, GraphExchange, RecordingStatus, RejectReason, ResultInfo } from '@app/graph-comms';

/** How far the five seconds got (protocol §15.1). */
export type AnswerStage = 'received' | 'decided' | 'prepared' | 'sent';

/** Why an invitation got no answer, and how far the answer had got. */
export interface Missed {
  stage: AnswerStage;
  cause:
    'deadlinePassed' | 'noMediaHost' | 'callGone' | 'graphRefused' | 'graphThrottled' | 'graphUnavailable' | 'noToken';
  /** Graph's error code, where it gave one. */
  code: string | null;
}

/**
 * Who says that a call is over, Teams not having told us: Graph knows it no more; its media is lost or its host silent;
 * rosters show nobody but recorders; another leg of the conversation was ended because the conversation was; we refused
 * or hung up ourselves. `at`: since when, RFC 3339.
 */
export interface Witnessed {
  witness: 'graphGone' | 'mediaGone' | 'rosterEmpty' | 'conversationEnded' | 'refusedByUs';
  at: string;
}

/** An end: Teams' result, or our own conclusion when Teams said nothing. */
export interface EndReason extends ResultInfo {
  /** `vanished`: Graph no longer knows the call, and something else says so, too; `missed`: it was never answered. */
  by: 'teams' | 'vanished' | 'missed';
  /** Of a call that vanished: all who said so, two at least. */
  witnesses?: readonly Witnessed[];
}

/** Somebody who was recorded twice came to be recorded by fewer; noted on the primary leg of their conversation. */
export interface CoverageFell {
  participantId: string;
  from: 'single' | 'double';
  to: 'none' | 'single';
  at: string;
  /** How the recording that was lost ended: `mediaLost`, `callEnded`, `recorderGone` … */
  because: string;
  /** Of our call that recorded them; null: it was a recorder of somebody else's. */
  sessionId: string | null;
  recorderId: string | null;
}

/** RFC 3339. */
export interface Interval {
  from: string;
  to: string;
}

/**
 * A loss of media, held against what the media host says it kept in that time. Noted anew when the host says more
 * later: the last one of the same `from` counts.
 */
export interface MediaReconciled extends Interval {
  /** What nobody kept. */
  missing: readonly Interval[];
  /** How many pieces the host has shown of that time. */
  segments: number;
}

interface Facts {
  /** Times of stages (answer-stages.ts), here and below, are missing in what earlier releases stored. */
  'recording.InvitationReceived': { respondBy: string; verifiedAt?: string };
  'recording.FlagRaised': { flag: string };
  'recording.CallDecided': {
    action: 'record' | 'answer' | 'decline' | 'redirect';
    ruleId: string;
    /** Missing in what earlier releases stored; null: the rule is built in. */
    ruleVersion?: number | null;
    reason: string;
    rejectReason: RejectReason | null;
    takenUpAt?: string;
  };
  'recording.MediaPrepared': {
    mediaHostId: string;
    mediaSessionId: string;
    reservedAt?: string;
    blobAt?: string;
  };
  'recording.MediaUnavailable': object;
  'recording.MediaUnneeded': object;
  'recording.CallAnswered': { requestId: string | null; durationMs: number | null; attempts: number };
  'recording.AnswerUndecided': { code: string | null; askAt: string };
  'recording.CallRejected': { reason: RejectReason };
  'recording.CallRedirected': { timeoutSeconds: number | null };
  'recording.ResponseMissed': Missed;
  'recording.CallRevived': { state: CallState };
  'recording.CallStateChanged': { state: CallState; permitId: string | null };
  'recording.CallEstablished': { report: RecordingStatus | null };
  'recording.RecordingStarted': { permitId: string };
  'recording.StatusConfirmed': { status: RecordingStatus; permitId: string | null; report: RecordingStatus | null };
  'recording.RecordingRefused': { code: string | null; permitId: string | null };
  'recording.KeepingStarted': { permitId: string; since: string | null };
  'recording.KeepingStopped': { permitId: string; confirmed: boolean };
  'recording.FirstMedia': object;
  /** `since`: until when media is known to have been kept. */
  'recording.MediaLost': { permitId: string | null; report: RecordingStatus | null; since: string };
  /** `permitId`: one whose stop a silent host never heard. */
  'recording.MediaReturned': { permitId: string | null; report: RecordingStatus | null } & Interval;
  'recording.MediaReconciled': MediaReconciled;
  'recording.MediaStopped': { afterLoss: boolean };
  'recording.SegmentKept': { sha256: string; from: string; to: string; bytes: number };
  'recording.ParticipantAdmitted': { participantId: string };
  'recording.ParticipantNotAdmitted': { participantId: string; decision: 'reject' | 'inviteNewBot' };
  'recording.ParticipantLeft': { participantId: string };
  'recording.LastPolicyUserLeft': object;
  /** Object id of who ordered it, and why in their words; here and below. */
  'recording.PauseOrdered': { permitId: string | null; until: string; orderedBy: string; why: string };
  /** `orderedBy` null: the pause came to its end by itself. */
  'recording.ResumeOrdered': { report: RecordingStatus | null; orderedBy: string | null; why: string | null };
  'recording.StopOrdered': { permitId: string | null; orderedBy: string; why: string };
  'recording.HangUpOrdered': {
    permitId: string | null;
    reason: 'alone' | 'noMedia' | 'operator';
    orderedBy?: string;
    why?: string;
  };
  'recording.CallDeleted': object;
  'recording.ContentSharingChanged': { started: boolean };
  'recording.CallDoubted': { code: string | null; lookAgainAt: string; askHost: string | null };
  'recording.CallDoubtRefuted': { since: string; report: RecordingStatus | null };
  'recording.CallKeptAlive': { nextDueAt: string | null };
  /** `mediaLostSince`: media had not come back by then. */
  'recording.CallEnded': { permitId: string | null; reason: EndReason; mediaLostSince: string | null };
  'recording.CallReleased': object;
  'recording.CoverageFell': CoverageFell;
  /** At the time at which it was sent. A regular keepAlive that goes well is none, unless the one before failed or was cut off. */
  'recording.GraphAsked': Omit<GraphExchange, 'sentAt'>;
}

export type RecordingEventType = keyof Facts;
export type FactsOf<Type extends RecordingEventType> = Facts[Type];

/** One transition of a session. Stored as it is, so its names and members are for good. */
export type RecordingEvent = {
  [Type in RecordingEventType]: {
    readonly type: Type;
    readonly callId: string;
    readonly at: Date;
    readonly data: Facts[Type];
  };
}[RecordingEventType];

/** Events that change nothing of a session, but belong to its history. */
export type HistoryOnly =
  | 'recording.MediaStopped'
  | 'recording.MediaReconciled'
  | 'recording.SegmentKept'
  | 'recording.CallReleased'
  | 'recording.CoverageFell'
  | 'recording.GraphAsked';
