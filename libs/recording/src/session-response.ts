import type { CallState, RejectReason } from '@app/graph-comms';
import type { Decision } from '@app/policies';
import { HELD_AFTER_MISS_MS, provesAnswer, UNDECIDED_MS } from './call-progress.js';
import type { AnswerStage, FactsOf, Missed } from './recording.events.js';
import type { PreparedMedia } from './prepared-media.js';
import { SessionRecord } from './session-record.js';

/**
 * What becomes of an invitation: decided, answered, rejected, redirected or missed, once and for all - unless Teams says
 * that a call is up which was filed as missed.
 */
export abstract class SessionResponse extends SessionRecord {
  /** Somebody still has to answer, reject or redirect this call. */
  get awaitsResponse(): boolean {
    return this.response === null && this.endedAt === null;
  }

  /** An answer may still be sent: Teams has not been told, nor is it about to be told, that we do not take the call. */
  get awaitsAnswer(): boolean {
    return this.awaitsResponse && this.missed === null;
  }

  private get needsMedia(): boolean {
    return this.awaitsAnswer || (this.response === 'answered' && this.endedAt === null);
  }

  get stage(): AnswerStage {
    if (this.answerAttempts > 0) return 'sent';
    return this.decision ? 'decided' : 'received';
  }

  /** `takenUpAt`: when somebody came to decide it. */
  decide(decision: Decision, at: Date, takenUpAt?: Date): void {
    if (!this.awaitsResponse || this.decision) return;
    this.decision = decision;
    for (const flag of decision.flags) this.flag(flag, at);
    if (decision.action === 'record' || decision.action === 'answer') {
      this.participantCapacity = decision.participantCapacity;
      this.mediaKind = decision.mediaKind;
    }
    const { action, ruleId, ruleVersion, reason } = decision;
    const rejectReason = decision.action === 'decline' ? decision.rejectReason : null;
    const takenUp = takenUpAt?.toISOString();
    this.note('recording.CallDecided', at, { action, ruleId, ruleVersion, reason, rejectReason, takenUpAt: takenUp });
  }

  /**
   * An answer is about to leave: true when it may. Stored before it does, so that a second one knows of the first. Media
   * that took so long that nobody wants the call any more is given back.
   */
  beginAnswer(media: Omit<PreparedMedia, 'blob'> | null, at: Date): boolean {
    if (this.needsMedia && !this.awaitsAnswer) return false;
    const isNews = media !== null && media.mediaSessionId !== this.mediaSessionId;
    if (isNews) {
      const { mediaHostId, mediaSessionId } = media;
      Object.assign(this, { mediaHostId, mediaSessionId });
      const [reservedAt, blobAt] = [media.reservedAt?.toISOString(), media.blobAt?.toISOString()];
      this.note('recording.MediaPrepared', at, { mediaHostId, mediaSessionId, reservedAt, blobAt });
      if (!media.separated) this.flag('twinsShareHost', at);
    }
    if (!this.awaitsAnswer) {
      this.noteMediaUnneeded(at);
      return false;
    }
    this.answerAttempts += 1;
    return true;
  }

  /** An answer was still being prepared when the call ended or was given up. What it holds has to be freed once more. */
  noteMediaUnneeded(at: Date): void {
    if (!this.needsMedia) this.note('recording.MediaUnneeded', at, {});
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

  /**
   * No media host can take the call: Teams is told at once, and that it was missed is on record (protocol §15.1). But an
   * answer that left before this process took over may have been carried out: rejecting would lose a live call.
   */
  noteMediaUnavailable(at: Date): void {
    if (!this.awaitsAnswer) return this.noteMediaUnneeded(at);
    if (this.answerAttempts > 0) return this.noteAnswerUndecided(null, at);
    this.missed = { stage: this.stage, cause: 'noMediaHost', code: null };
    this.note('recording.MediaUnavailable', at, {});
  }

  /** After the deadline nothing is sent. Whether an answer had left before decides between a miss and a question. */
  noteDeadlinePassed(at: Date): void {
    if (this.answerAttempts > 0) this.noteAnswerUndecided(null, at);
    else this.noteMissed('deadlinePassed', null, at);
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
    this.callState = 'terminated';
    this.endedAt = at;
    this.endReason = { by: 'missed', code: null, subcode: null, message: null };
  }

  protected miss(missed: Missed, at: Date): void {
    this.missed ??= missed;
    this.response = 'missed';
    this.note('recording.ResponseMissed', at, this.missed);
  }

  /**
   * Teams says that a call is up which was filed as missed: the answer was carried out after all. True: its media is
   * still held, and the session goes on as if it had never ended. Otherwise nothing of the call can be recorded, and our
   * leg is hung up, so that the policy's own rules for a lost recorder apply (protocol §13.2).
   */
  protected revive(state: CallState, at: Date): boolean {
    if (this.endReason?.by !== 'missed' || !provesAnswer(state)) return false;
    if (!this.isMediaHeld(at)) {
      if (this.flag('upAfterMiss', at)) this.note('recording.HangUpOrdered', at, { permitId: null, reason: 'noMedia' });
      return false;
    }
    Object.assign(this, { callState: 'incoming', response: null, missed: null, endedAt: null, endReason: null });
    this.note('recording.CallRevived', at, { state });
    return true;
  }

  private isMediaHeld(at: Date): boolean {
    if (this.answerAttempts === 0 || !this.endedAt) return false;
    if (this.mediaKind === 'serviceHosted') return true;
    return this.mediaSessionId !== null && at.getTime() < this.endedAt.getTime() + HELD_AFTER_MISS_MS;
  }

  private respond(response: 'answered' | 'rejected' | 'redirected', at: Date): boolean {
    if (this.response !== null) return false;
    // The end that follows a rejection or a redirect may overtake Graph's reply to it (protocol §5.5).
    if (this.endedAt && response === 'answered') return false;
    this.response = response;
    this.respondedAt = at;
    return true;
  }
}
