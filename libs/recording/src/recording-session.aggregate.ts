import type { CallInfo, CallState, RecordingStatus, RejectReason } from '@app/graph-comms';
import type { Decision } from '@app/policies';
import { isInCall, isStepForward, UNDECIDED_MS } from './call-progress.js';
import { sessionOf, type Invitation } from './invitation.js';
import type { AnswerStage, EndReason, FactsOf, Missed } from './recording.events.js';
import { SessionRecord } from './session-record.js';

/**
 * One call that Teams invited us to. It only moves forward, its end absorbs everything, and its permit - the right to
 * keep media - is open only between Graph's success for `recording` and the first sign of an end (protocol §15.2, §15.3).
 */
export class RecordingSession extends SessionRecord {
  static open(invitation: Invitation): RecordingSession {
    const session = RecordingSession.of(sessionOf(invitation));
    session.note('recording.InvitationReceived', session.receivedAt, { respondBy: session.respondBy.toISOString() });
    for (const flag of session.flags) session.note('recording.FlagRaised', session.receivedAt, { flag });
    return session;
  }

  static of(record: object): RecordingSession {
    return Object.assign(new RecordingSession(), record);
  }

  /** Somebody still has to answer, reject or redirect this call. */
  get awaitsResponse(): boolean {
    return this.response === null && this.endedAt === null;
  }

  get stage(): AnswerStage {
    if (this.answerAttempts > 0) return 'sent';
    return this.decision ? 'decided' : 'received';
  }

  decide(decision: Decision, at: Date): void {
    if (!this.awaitsResponse || this.decision) return;
    this.decision = decision;
    for (const flag of decision.flags) this.flag(flag, at);
    if (decision.action === 'record' || decision.action === 'answer') {
      this.participantCapacity = decision.participantCapacity;
      this.mediaKind = decision.mediaKind;
    }
    const { action, ruleId, reason } = decision;
    const rejectReason = decision.action === 'decline' ? decision.rejectReason : null;
    this.note('recording.CallDecided', at, { action, ruleId, reason, rejectReason });
  }

  /** An answer is about to leave. Stored before it does, so that a second one knows of the first. */
  beginAnswer(media: { mediaHostId: string; mediaSessionId: string } | null, at: Date): void {
    if (!this.awaitsResponse) return;
    this.answerAttempts += 1;
    if (!media || media.mediaSessionId === this.mediaSessionId) return;
    Object.assign(this, media);
    this.note('recording.MediaPrepared', at, media);
  }

  noteAnswered(reply: FactsOf<'recording.CallAnswered'>, at: Date): void {
    if (!this.respond('answered', at)) return;
    this.checkedAt = at;
    this.note('recording.CallAnswered', at, reply);
  }

  /**
   * An answer may or may not have been carried out. Teams' next word decides; without one Graph is asked, but only when
   * an invitation that nobody answered is certain to be gone (protocol §8.5).
   */
  noteAnswerUndecided(code: string | null, at: Date): void {
    const askAt = Math.max(at.getTime() + UNDECIDED_MS, this.respondBy.getTime() + UNDECIDED_MS);
    if (this.awaitsResponse) this.note('recording.AnswerUndecided', at, { code, askAt: new Date(askAt).toISOString() });
  }

  /** No media host can take the call: Teams is told at once, and that it was missed is on record (protocol §15.1). */
  noteMediaUnavailable(at: Date): void {
    if (!this.awaitsResponse || this.missed) return;
    this.missed = { stage: this.stage, cause: 'noMediaHost', code: null };
    this.note('recording.MediaUnavailable', at, {});
  }

  noteRejected(reason: RejectReason, at: Date): void {
    if (this.respond('rejected', at)) this.note('recording.CallRejected', at, { reason });
  }

  noteRedirected(timeoutSeconds: number | null, at: Date): void {
    if (this.respond('redirected', at)) this.note('recording.CallRedirected', at, { timeoutSeconds });
  }

  /** The invitation is lost: a fact with its cause, not a line in a log. The first cause stands. */
  noteMissed(cause: Missed['cause'], code: string | null, at: Date): void {
    if (!this.awaitsResponse) return;
    // Without a token nothing left this service, however far the answer had got.
    const stage = cause === 'noToken' && this.stage === 'sent' ? 'prepared' : this.stage;
    this.miss({ stage, cause, code }, at);
    this.endedAt = at;
    this.endReason = { by: 'missed', code: null, subcode: null, message: null };
  }

  /** A fact from Graph, which may come late or twice: only a step forward counts. */
  noteCallState(state: CallState, at: Date): void {
    if (this.endedAt || state === 'terminated' || !isStepForward(this.callState, state)) return;
    this.callState = state;
    // Teams sets a call up only after an answer, and this word of it can overtake Graph's reply (protocol §5.5).
    if (this.answerAttempts > 0) this.noteAnswered({ requestId: null, durationMs: null, attempts: 0 }, at);
    if (isInCall(state) && !this.establishedAt) {
      this.establishedAt = at;
      this.wantedStatus = this.statusToShow();
      this.note('recording.CallEstablished', at, { report: this.wantedStatus });
    } else {
      const permitId = isInCall(state) ? null : this.closePermit(null, at);
      this.note('recording.CallStateChanged', at, { state, permitId });
    }
  }

  /** What an update says beyond the state; only what is there overwrites (protocol §4.4). */
  noteCallInfo({ botData, callChainId, chatInfo, mediaHostedRegion }: CallInfo): void {
    this.callChainId ??= callChainId ?? botData?.callId ?? null;
    this.chatInfo = chatInfo ?? this.chatInfo;
    this.mediaHostedRegion = mediaHostedRegion ?? this.mediaHostedRegion;
    if (botData?.pairedRecorders.length) this.pairedRecorders = botData.pairedRecorders;
    if (botData?.otherRecorders.length) this.otherRecorders = botData.otherRecorders;
  }

  /** Graph no longer knows the call, and nobody said that it ended (protocol §15.2, §15.5). */
  noteVanished(reply: { status: number | null; code: string | null }, at: Date): void {
    this.noteEnded({ by: 'vanished', code: reply.status, subcode: null, message: reply.code }, at);
  }

  noteEnded(reason: EndReason, at: Date): void {
    if (this.endedAt) return;
    if (this.awaitsResponse && (reason.code === 408 || at >= this.respondBy))
      this.miss({ stage: this.stage, cause: 'deadlinePassed', code: null }, at);
    const permitId = this.closePermit(null, at);
    this.callState = 'terminated';
    this.endedAt = at;
    this.endReason = reason;
    if (this.recordingStatus === 'recording') this.recordingStatus = 'notRecording';
    this.note('recording.CallEnded', at, { permitId, reason });
  }

  /** What to tell Graph when `status` falls due: null when it is no longer wanted, or is shown already. */
  statusToReport(status: RecordingStatus): RecordingStatus | null {
    if (this.endedAt || !this.establishedAt || this.wantedStatus !== status) return null;
    // Whether keeping has ended is not known, and `notRecording` would say that it has (protocol §7.5, rule 3).
    const next = status === 'notRecording' && this.flags.includes('stopUnconfirmed') ? 'failed' : status;
    return this.recordingStatus === next ? null : next;
  }

  /**
   * Graph accepted a status. From a success for `recording` on, and not before, media may be kept - unless something
   * has happened since that wants another status. A report that was held up on its way may have undone a later one:
   * then nothing is kept until Teams shows again what is wanted.
   */
  noteStatusConfirmed(status: RecordingStatus, newPermitId: string, at: Date): void {
    if (this.endedAt) return;
    this.recordingStatus = status;
    if (status === 'recording' && this.wantedStatus === 'recording') {
      if (this.permitState === 'open') return;
      this.permitId = newPermitId;
      this.permitState = 'open';
      this.recordingStartedAt ??= at;
      this.recordingStoppedAt = null;
      this.note('recording.RecordingStarted', at, { permitId: newPermitId });
    } else {
      const permitId = status === 'recording' ? null : this.closePermit(this.wantedStatus, at);
      const report = this.wantedStatus === status ? null : this.wantedStatus;
      this.note('recording.StatusConfirmed', at, { status, permitId, report });
    }
  }

  /** Graph will not have it said that this call is recorded: `8506` means it is not under policy (protocol §7.5). */
  noteRecordingRefused(code: string | null, at: Date): void {
    if (this.endedAt) return;
    const permitId = this.closePermit(null, at);
    this.flag(code === '8506' ? 'notUnderPolicy' : 'recordingRefused', at);
    this.note('recording.RecordingRefused', at, { code, permitId });
  }

  noteKeepingStarted(permitId: string, since: string | null, at: Date): void {
    if (this.permitId === permitId) this.note('recording.KeepingStarted', at, { permitId, since });
  }

  noteKeepingStopped(permitId: string, confirmed: boolean, at: Date): void {
    if (!confirmed) this.flag('stopUnconfirmed', at);
    this.note('recording.KeepingStopped', at, { permitId, confirmed });
  }

  /** Whether a host's word on its media is newer, by its own clock, than the last one taken. */
  takeMediaNews(at: Date): boolean {
    if (this.mediaReportedAt && at <= this.mediaReportedAt) return false;
    this.mediaReportedAt = at;
    return true;
  }

  noteFirstMedia(at: Date): void {
    if (this.endedAt || this.mediaState === 'flowing') return;
    const returned = this.mediaState !== 'awaited';
    this.mediaState = 'flowing';
    this.firstMediaAt ??= at;
    if (!returned) return this.note('recording.FirstMedia', at, {});
    if (this.wantedStatus === 'failed') this.wantedStatus = this.statusToShow();
    this.note('recording.MediaReturned', at, { report: this.wantedStatus });
  }

  /**
   * Teams must not go on showing `recording` while nothing arrives that could be kept. `unheard`: the host has fallen
   * silent, and whether media reaches it nobody knows.
   */
  noteMediaLost(at: Date, now: 'lost' | 'unheard' = 'lost'): void {
    if (this.endedAt || this.mediaState === 'lost' || this.mediaState === now) return;
    this.mediaState = now;
    const report = this.wantedStatus === 'recording' ? 'failed' : null;
    const permitId = this.closePermit(report ?? this.wantedStatus, at);
    this.note('recording.MediaLost', at, { permitId, report });
  }

  /** A host that had fallen silent is heard again. Should it have lost the call after all, it will say so when told to keep. */
  noteMediaHeard(at: Date): void {
    if (this.mediaState === 'unheard') this.noteFirstMedia(at);
  }

  noteContentSharing(started: boolean, at: Date): void {
    if (this.endedAt || this.contentSharing === started) return;
    this.contentSharing = started;
    this.note('recording.ContentSharingChanged', at, { started });
  }

  noteKeptAlive(nextDueAt: string | null, at: Date): void {
    if (this.endedAt) return;
    this.checkedAt = at;
    this.note('recording.CallKeptAlive', at, { nextDueAt });
  }

  /** Whether a further participant under policy may share this call. */
  get hasRoom(): boolean {
    const isEnding = this.endedAt !== null || this.wantedStatus === 'notRecording' || this.callState === 'terminating';
    return !isEnding && this.participantCount < (this.participantCapacity ?? 0);
  }

  noteAdmitted(participantId: string, seatsHeld: number, at: Date): void {
    this.participantCount = seatsHeld;
    this.aloneSince = null;
    this.note('recording.ParticipantAdmitted', at, { participantId });
  }

  /** Takes the version of a roster about to be applied; false when a newer one was applied before. */
  takeRosterVersion(sequenceNumber: string | null): boolean {
    if (this.endedAt) return false;
    if (sequenceNumber === null) return true;
    if (this.rosterSequenceNumber !== null && BigInt(sequenceNumber) < BigInt(this.rosterSequenceNumber)) return false;
    this.rosterSequenceNumber = sequenceNumber;
    return true;
  }

  /** `left`: who gave up a seat just now. */
  noteSeats(left: readonly string[], seatsHeld: number, at: Date): void {
    this.participantCount = seatsHeld;
    if (seatsHeld > 0) this.aloneSince = null;
    if (this.endedAt) return;
    for (const participantId of left) this.note('recording.ParticipantLeft', at, { participantId });
    if (!left.length || seatsHeld > 0 || this.aloneSince) return;
    this.aloneSince = at;
    this.note('recording.LastPolicyUserLeft', at, {});
  }

  /** Nobody under policy has come back since `aloneSince`: nobody is left whom the call is to record (protocol §6.5). */
  hangUpWhenAlone(aloneSince: Date, at: Date): void {
    if (this.endedAt || this.aloneSince?.getTime() !== aloneSince.getTime()) return;
    if (this.wantedStatus === 'notRecording') return;
    const permitId = this.closePermit('notRecording', at);
    this.note('recording.HangUpOrdered', at, { permitId, reason: 'alone' });
  }

  private respond(response: 'answered' | 'rejected' | 'redirected', at: Date): boolean {
    if (!this.awaitsResponse) return false;
    this.response = response;
    this.respondedAt = at;
    return true;
  }

  private statusToShow(): RecordingStatus | null {
    if (this.decision?.action !== 'record') return null;
    return this.mediaState === 'lost' || this.mediaState === 'unheard' ? 'failed' : 'recording';
  }

  /** Closes the permit before anything else is said; returns the permit that was open, for the host to be told. */
  private closePermit(wanted: RecordingStatus | null, at: Date): string | null {
    this.wantedStatus = wanted;
    if (this.permitState === 'closed') return null;
    this.permitState = 'closed';
    this.recordingStoppedAt = at;
    return this.permitId;
  }

  private miss(missed: Missed, at: Date): void {
    this.missed ??= missed;
    this.response = 'missed';
    this.note('recording.ResponseMissed', at, this.missed);
  }
}
