import type { CallInfo, CallState, RecordingStatus } from '@app/graph-comms';
import type { Admission } from './admission.js';
import { isInCall, isStepForward } from './call-progress.js';
import { sessionOf, type Invitation } from './invitation.js';
import type { EndReason } from './recording.events.js';
import { SessionOrders } from './session-orders.js';

interface MediaLoss {
  /** The last that is known to have been kept. */
  keptUntil?: Date | null;
  state?: 'lost' | 'unheard';
}

/**
 * One call that Teams invited us to. It only moves forward, and its end absorbs everything but Teams' own word against a
 * miss. Its permit, the right to keep media, is open only between Graph's success for `recording` and the first sign of
 * an end (protocol §15.2, §15.3).
 */
export class RecordingSession extends SessionOrders {
  static open(invitation: Invitation): RecordingSession {
    const session = RecordingSession.of(sessionOf(invitation));
    const { receivedAt, respondBy } = session;
    const verifiedAt = invitation.verifiedAt?.toISOString();
    session.note('recording.InvitationReceived', receivedAt, { respondBy: respondBy.toISOString(), verifiedAt });
    for (const flag of session.flags) session.note('recording.FlagRaised', receivedAt, { flag });
    return session;
  }

  static of(record: object): RecordingSession {
    return Object.assign(new RecordingSession(), record);
  }

  /** What Teams says of the call. A deleted one has ended, and often carries no state (protocol §4.4). */
  noteCall(call: CallInfo, deleted: boolean, at: Date): void {
    this.noteCallInfo(call);
    if (deleted || call.state === 'terminated') {
      const { code, subcode, message } = call.resultInfo ?? { code: null, subcode: null, message: null };
      this.noteEnded({ by: 'teams', code, subcode, message: message ?? call.terminationReason }, at);
    } else if (call.state) {
      this.noteCallState(call.state, at);
    }
  }

  /** What Graph says of the call when it is asked, because Teams has not said that it is up. */
  noteCallFound(call: CallInfo, at: Date): void {
    if (this.endedAt) return;
    this.checkedAt = at;
    this.noteGraphKnows(at);
    this.noteCall(call, false, at);
  }

  /** A fact from Graph, which may come late or twice: only a step forward counts. */
  noteCallState(state: CallState, at: Date): void {
    if (this.endedAt && !this.revive(state, at)) return;
    if (state === 'terminated' || !isStepForward(this.callState, state)) return;
    this.callState = state;
    // Teams sets a call up only after an answer, and this word of it can overtake Graph's reply (protocol §5.5).
    if (this.answerAttempts > 0) this.noteAnswered({ requestId: null, durationMs: null, attempts: 0 }, at);
    if (isInCall(state) && !this.establishedAt) {
      this.establishedAt = at;
      this.wantedStatus = this.standingOrder === null ? this.statusToShow() : 'notRecording';
      this.note('recording.CallEstablished', at, { report: this.wantedStatus });
    } else {
      const permitId = isInCall(state) ? null : this.closePermit(null, at);
      this.note('recording.CallStateChanged', at, { state, permitId });
    }
  }

  /** What an update says beyond the state; only what is there overwrites (protocol §4.4). */
  private noteCallInfo({ botData, callChainId, chatInfo, mediaHostedRegion }: CallInfo): void {
    this.callChainId ??= callChainId ?? botData?.callId ?? null;
    this.chatInfo = chatInfo ?? this.chatInfo;
    this.mediaHostedRegion = mediaHostedRegion ?? this.mediaHostedRegion;
    if (botData?.pairedRecorders.length) this.pairedRecorders = botData.pairedRecorders;
    if (botData?.otherRecorders.length) this.otherRecorders = botData.otherRecorders;
    this.namesRecorders ||= this.pairedRecorders.length + this.otherRecorders.length > 0;
  }

  noteEnded(reason: EndReason, at: Date): void {
    if (this.endedAt) return this.noteEndAfterMiss(reason, at);
    if (this.awaitsResponse && (reason.code === 408 || at >= this.respondBy))
      this.miss({ stage: this.stage, cause: 'deadlinePassed', code: null }, at);
    const permitId = this.closePermit(null, at);
    this.callState = 'terminated';
    this.endedAt = at;
    this.endReason = reason;
    if (this.recordingStatus === 'recording') this.recordingStatus = 'notRecording';
    const mediaLostSince = this.isMediaGone ? (this.mediaLostSince?.toISOString() ?? null) : null;
    this.note('recording.CallEnded', at, { permitId, reason, mediaLostSince });
  }

  /** Teams set the call up, or will; it has not said so. */
  get awaitsEstablished(): boolean {
    return this.response === 'answered' && this.endedAt === null && this.establishedAt === null;
  }

  /** What to tell Graph when `status` falls due: null when it is no longer wanted, or is shown already. */
  statusToReport(status: RecordingStatus): RecordingStatus | null {
    if (this.endedAt || !this.establishedAt || this.wantedStatus !== status) return null;
    // Whether keeping has ended is not known, and `notRecording` would say that it has (protocol §7.5, rule 3).
    const next = status === 'notRecording' && this.flags.includes('stopUnconfirmed') ? 'failed' : status;
    return this.isShown(next) ? null : next;
  }

  /**
   * Whether Graph need not be told. Only its success opens a permit, and media that was lost may be back before Teams was
   * told of the loss. And a `recording` whose reply was lost may be shown although it was never confirmed: that a recorded
   * call is not recorded is said again, which does no harm.
   */
  private isShown(status: RecordingStatus): boolean {
    if (this.recordingStatus !== status) return false;
    if (status === 'recording') return this.permitState === 'open';
    return status === 'failed' || this.decision?.action !== 'record';
  }

  /**
   * Graph accepted a status. From a success for `recording` on, and not before, media may be kept - unless something
   * has happened since that wants another status. A report that was held up on its way may have undone a later one:
   * then nothing is kept until Teams shows again what is wanted.
   */
  noteStatusConfirmed(status: RecordingStatus, newPermitId: string, at: Date): void {
    if (this.endedAt) return;
    this.noteGraphKnows(at);
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
    // What a host did not confirm once says nothing of what it has confirmed now.
    else this.flags = this.flags.filter((flag) => flag !== 'stopUnconfirmed');
    this.note('recording.KeepingStopped', at, { permitId, confirmed });
  }

  /** Whether a host's word on its media is newer, by its own clock, than the last one taken. */
  takeMediaNews(at: Date, now: Date): boolean {
    if (this.mediaReportedAt && at <= this.mediaReportedAt) return false;
    // Of a clock ahead of ours no more: what the host says once it is put right would else seem older.
    this.mediaReportedAt = at < now ? at : now;
    return true;
  }

  noteFirstMedia(at: Date): void {
    if (this.endedAt || this.mediaState === 'flowing') return;
    const before = this.mediaState;
    const lost = { from: (this.mediaLostSince ?? at).toISOString(), to: at.toISOString() };
    this.mediaState = 'flowing';
    this.mediaLostSince = null;
    this.firstMediaAt ??= at;
    if (before === 'awaited') return this.note('recording.FirstMedia', at, {});
    if (this.wantedStatus === 'failed') this.wantedStatus = this.statusToShow();
    // A host that was not heard did not hear us either, and may have kept all the while.
    const permitId = before === 'unheard' ? this.permitId : null;
    this.note('recording.MediaReturned', at, { permitId, report: this.wantedStatus, ...lost });
  }

  /**
   * Teams must not go on showing `recording` while nothing arrives that could be kept. `unheard`: the host has fallen
   * silent, and whether media reaches it nobody knows.
   */
  noteMediaLost(at: Date, { keptUntil = null, state = 'lost' }: MediaLoss = {}): void {
    if (this.endedAt || this.mediaState === 'lost' || this.mediaState === state) return;
    this.mediaState = state;
    this.flag('mediaLost', at);
    // While nothing was to be kept, nothing is missing.
    const since = this.permitState === 'open' && keptUntil && keptUntil < at ? keptUntil : at;
    this.mediaLostSince ??= since;
    const report = this.wantedStatus === 'recording' ? 'failed' : null;
    const permitId = this.closePermit(report ?? this.wantedStatus, at);
    this.note('recording.MediaLost', at, { permitId, report, since: this.mediaLostSince.toISOString() });
    this.closeIfDoubted(at);
  }

  /** A host that had fallen silent is heard again. Should it have lost the call after all, it will say so when told to keep. */
  noteMediaHeard(at: Date): void {
    if (this.mediaState === 'unheard') this.noteFirstMedia(at);
  }

  /** The host has written all that it will, and said so of every piece. */
  noteMediaStopped(at: Date): void {
    this.note('recording.MediaStopped', at, { afterLoss: this.flags.includes('mediaLost') });
  }

  noteContentSharing(started: boolean, at: Date): void {
    if (this.endedAt || this.contentSharing === started) return;
    this.contentSharing = started;
    this.note('recording.ContentSharingChanged', at, { started });
  }

  noteKeptAlive(nextDueAt: string | null, at: Date): void {
    if (this.endedAt) return;
    this.checkedAt = at;
    this.noteGraphKnows(at);
    this.note('recording.CallKeptAlive', at, { nextDueAt });
  }

  /** Whether further participants under policy may share this call, as far as there are seats: we took it, and it goes on. */
  get takesParticipants(): boolean {
    const isEnding = this.endedAt !== null || this.isFinishing || this.callState === 'terminating';
    const isTaken = this.response === 'answered' || (this.response === null && this.answerAttempts > 0);
    const isRefused = this.flags.some((flag) => flag === 'notUnderPolicy' || flag === 'recordingRefused');
    return isTaken && !isEnding && !isRefused && !this.isMediaGone;
  }

  /** What joinings were told; a repeat is no news. */
  noteAdmissions(admissions: readonly Admission[], seatsHeld: number, at: Date): void {
    this.participantCount = seatsHeld;
    for (const { participantId, decision, seat, isRepeat } of admissions) {
      if (isRepeat) continue;
      // Somebody is there, whatever the last roster said.
      if (seat !== null) Object.assign(this, { aloneSince: null, rosterEmptySince: null });
      if (decision === 'accept') this.note('recording.ParticipantAdmitted', at, { participantId });
      else this.note('recording.ParticipantNotAdmitted', at, { participantId, decision });
    }
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
    if (this.endedAt) return;
    this.participantCount = seatsHeld;
    if (seatsHeld > 0) this.aloneSince = null;
    for (const participantId of left) this.note('recording.ParticipantLeft', at, { participantId });
    if (!left.length || seatsHeld > 0 || this.aloneSince) return;
    this.aloneSince = at;
    this.note('recording.LastPolicyUserLeft', at, {});
  }

  /** Teams confirms a miss with its own result: nothing is left to come, and what was held for the call is freed. */
  private noteEndAfterMiss(reason: EndReason, at: Date): void {
    if (this.endReason?.by !== 'missed' || reason.by !== 'teams') return;
    this.endReason = reason;
    this.note('recording.CallEnded', at, { permitId: null, reason, mediaLostSince: null });
  }
}
