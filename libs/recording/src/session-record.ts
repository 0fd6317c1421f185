import { AggregateRoot } from '@nestjs/cqrs';
import type { CallState, ChatInfo, CallRoute, Identity, RecorderRef, RecordingStatus } from '@app/graph-comms';
import type { Decision } from '@app/policies';
import type {
  EndReason,
  FactsOf,
  HistoryOnly,
  Missed,
  RecordingEvent,
  RecordingEventType,
} from './recording.events.js';

/** The other party of a one-to-one call, as botData names it (protocol §10.1). */
export interface OtherSideUser {
  id: string | null;
  participantId: string | null;
  tenantId: string | null;
  participationMethod: string | null;
}

/**
 * Something a person should look at although the call goes on: the invite named a policy that no rule names; no rule
 * applied; Teams hid the source (protocol §12.4); the two signs of a policy invite disagree (§10.2); Graph says the
 * call is not under policy (8506); the media host did not confirm that it stopped; a call that was filed as missed came up
 * when its media was gone, and was hung up; two recorders of one participant are on one media host, for want of another;
 * Graph has not known the call for two minutes, and nothing else says that it is over; media was lost while the call was
 * up.
 */
export type SessionFlag =
  | 'unknownPolicy'
  | 'noRule'
  | 'sourceEncrypted'
  | 'sourceMissing'
  | 'inviteSignsDisagree'
  | 'notUnderPolicy'
  | 'recordingRefused'
  | 'stopUnconfirmed'
  | 'upAfterMiss'
  | 'twinsShareHost'
  | 'unwitnessed'
  | 'mediaLost';

/** What is stored of a recording session, column by column, and its events; what may happen to it is in RecordingSession. */
export class SessionRecord extends AggregateRoot<RecordingEvent> {
  readonly sessionId: string;
  /** Normalised, for lookup. */
  readonly callId: string;
  /** As Graph spelt it, for URLs. */
  readonly graphCallId: string;
  /** The segment of our callbackUri: random, 128 bit. */
  readonly callKey: string;
  readonly tenantId: string;
  /** The Teams call or meeting that this call is a leg of; null until stored. */
  conversationId: string | null;
  /** 0, or 1 for the twin: the second invitation of one application for one participant (protocol §13.3). */
  lane: number;
  /** The session that had no room for the participant for whom Teams invited us to this call. */
  spilledFrom: string | null;
  readonly kind: 'policyRecording' | 'direct';
  readonly policyIdentifier: string | null;
  readonly policyName: string | null;
  readonly policyHolderTenantId: string | null;
  readonly applicationInstanceId: string | null;
  readonly observedParticipantId: string | null;
  readonly observedUserId: string | null;
  readonly myParticipantId: string | null;
  readonly participationMethod: string | null;
  readonly sourceRegion: string | null;
  readonly onBehalfOf: Identity | null;
  readonly transferor: Identity | null;
  readonly otherSideUser: OtherSideUser | null;
  readonly callRoutes: CallRoute[];
  readonly inviteReasons: string[];
  readonly direction: 'incoming' | 'outgoing';
  readonly receivedAt: Date;
  /** The hard stop for our response: 4.5 s after a policy invite, 14.5 s after any other (protocol §15.1). */
  readonly respondBy: Date;

  callChainId: string | null;
  mediaHostedRegion: string | null;
  chatInfo: ChatInfo | null;
  pairedRecorders: RecorderRef[];
  otherRecorders: RecorderRef[];
  /** Teams named another recorder for somebody in this call, so rosters are looked through for it. */
  namesRecorders: boolean;
  flags: SessionFlag[];
  callState: CallState;
  /** What Graph has confirmed: what Teams shows people. */
  recordingStatus: RecordingStatus;
  /** What Teams should show; null while there is nothing to show. Reports of anything else are out of date. */
  wantedStatus: RecordingStatus | null;
  /** What a person ordered that still stands, or that we hang up of our own accord. */
  standingOrder: 'paused' | 'stopped' | 'hungUp' | null;
  /** When a pause ends by itself. */
  pausedUntil: Date | null;
  /** Names one stretch of keeping. A permit that was closed is never opened again: the next stretch has a new one. */
  permitId: string | null;
  permitState: 'closed' | 'open';
  decision: Decision | null;
  response: 'answered' | 'rejected' | 'redirected' | 'missed' | null;
  /** How often an answer was about to be sent; above one, an earlier one may have been carried out. */
  answerAttempts: number;
  missed: Missed | null;
  participantCapacity: number | null;
  /** Participants under policy who hold a seat in this call; at its end, who held one then. */
  participantCount: number;
  /** When the last of them left. */
  aloneSince: Date | null;
  mediaKind: 'appHosted' | 'serviceHosted' | null;
  mediaHostId: string | null;
  mediaSessionId: string | null;
  mediaState: 'awaited' | 'flowing' | 'unheard' | 'lost';
  /** Of the media host's last word on whether media flows; what it said before is out of date. */
  mediaReportedAt: Date | null;
  /** Until when media is known to have been kept before it was lost or its host fell silent; null while it is neither. */
  mediaLostSince: Date | null;
  firstMediaAt: Date | null;
  contentSharing: boolean;
  /** The version of the roster last applied: decimal text, because it may exceed 2^53. */
  rosterSequenceNumber: string | null;
  respondedAt: Date | null;
  establishedAt: Date | null;
  recordingStartedAt: Date | null;
  recordingStoppedAt: Date | null;
  /** When Graph last said that the call exists. */
  checkedAt: Date | null;
  /** Since when Graph says that it knows no such call; null while it does. */
  graphGoneSince: Date | null;
  /** Since when rosters show nobody but recorders. */
  rosterEmptySince: Date | null;
  /** When Graph carried out our order to hang up. */
  deletedAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;

  /** What changes nothing of the session, but belongs to its history. */
  noteFact<Type extends HistoryOnly>(type: Type, at: Date, data: FactsOf<Type>): void {
    this.note(type, at, data);
  }

  /** False: it had been raised before. */
  protected flag(flag: SessionFlag, at: Date): boolean {
    if (this.flags.includes(flag)) return false;
    this.flags = [...this.flags, flag];
    this.note('recording.FlagRaised', at, { flag });
    return true;
  }

  protected note<Type extends RecordingEventType>(type: Type, at: Date, data: FactsOf<Type>): void {
    this.apply({ type, callId: this.callId, at, data } as RecordingEvent);
  }
}
