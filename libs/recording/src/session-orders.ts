import type { RecordingStatus } from '@app/graph-comms';
import { isInCall } from './call-progress.js';
import { CallAlreadyEnded, CallNotUp, NotBeingRecorded, NotPaused } from './recording.errors.js';
import { SessionWitnesses } from './session-witnesses.js';

/** Who ordered something, and why in their words. */
export interface OrderedBy {
  /** Object id. */
  subject: string;
  reason: string;
}

/**
 * What people order of a call that is up, and the permit that every one of it closes. Teams is told only after the media
 * host has stopped (protocol §7.5, rule 3), and shows what was ordered once it has confirmed that.
 */
export abstract class SessionOrders extends SessionWitnesses {
  /** Nothing is kept until somebody resumes, or `until`. While it is paused another is none. Throws NotBeingRecorded, CallAlreadyEnded. */
  pause(by: OrderedBy, until: Date, at: Date): void {
    this.requireUp();
    if (this.standingOrder === 'paused') return;
    this.requireRecorded();
    const permitId = this.closePermit('notRecording', at);
    Object.assign(this, { standingOrder: 'paused', pausedUntil: until });
    this.note('recording.PauseOrdered', at, { permitId, until: until.toISOString(), ...told(by) });
  }

  /** Of a recording that goes on already, nothing. Throws NotPaused, CallAlreadyEnded. */
  resume(by: OrderedBy, at: Date): void {
    this.requireUp();
    if (this.standingOrder === null && this.wantedStatus === 'recording') return;
    if (this.standingOrder !== 'paused') throw new NotPaused(this.callId);
    this.endPause(at, told(by));
  }

  /** The pause that was to end at `until` has come to its end, unless somebody has ended it. */
  resumeAtLimit(until: Date, at: Date): void {
    if (!this.endedAt && this.pausedUntil?.getTime() === until.getTime())
      this.endPause(at, { orderedBy: null, why: null });
  }

  /** Nothing more of this call is kept; it stays up. Once stopped, nothing is left to do. Throws as `pause`. */
  stop(by: OrderedBy, at: Date): void {
    this.requireUp();
    if (this.standingOrder === 'stopped') return;
    if (this.standingOrder !== 'paused') this.requireRecorded();
    const permitId = this.closePermit('notRecording', at);
    Object.assign(this, { standingOrder: 'stopped', pausedUntil: null });
    this.note('recording.StopOrdered', at, { permitId, ...told(by) });
  }

  /** Throws CallAlreadyEnded; CallNotUp before Teams has accepted an answer, which may still be on its way. */
  hangUp(by: OrderedBy, at: Date): void {
    this.requireUp();
    if (this.response !== 'answered') throw new CallNotUp(this.callId);
    this.orderHangUp('operator', at, told(by));
  }

  isAloneSince(at: Date): boolean {
    return !this.endedAt && this.aloneSince?.getTime() === at.getTime() && !this.isHangingUp;
  }

  /** Nobody under policy has come back since `aloneSince`: nobody is left whom the call is to record (protocol §6.5). */
  hangUpWhenAlone(aloneSince: Date, at: Date): void {
    if (this.isAloneSince(aloneSince)) this.orderHangUp('alone', at);
  }

  /** Nobody further is to be recorded by this call: it is being hung up, or its recording was stopped for good. */
  protected get isFinishing(): boolean {
    return this.wantedStatus === 'notRecording' && this.standingOrder !== 'paused';
  }

  protected statusToShow(): RecordingStatus | null {
    const isRefused = this.flags.some((flag) => flag === 'notUnderPolicy' || flag === 'recordingRefused');
    if (this.decision?.action !== 'record' || !isInCall(this.callState) || isRefused) return null;
    return this.isMediaGone ? 'failed' : 'recording';
  }

  /** Closes the permit before anything else is said; returns the permit that was open, for the host to be told. */
  protected closePermit(wanted: RecordingStatus | null, at: Date): string | null {
    this.wantedStatus = wanted;
    if (this.permitState === 'closed') return null;
    this.permitState = 'closed';
    this.recordingStoppedAt = at;
    return this.permitId;
  }

  private orderHangUp(reason: 'alone' | 'operator', at: Date, by: Partial<ReturnType<typeof told>> = {}): void {
    const permitId = this.closePermit('notRecording', at);
    Object.assign(this, { standingOrder: 'hungUp', pausedUntil: null });
    this.note('recording.HangUpOrdered', at, { permitId, reason, ...by });
  }

  private endPause(at: Date, by: { orderedBy: string | null; why: string | null }): void {
    Object.assign(this, { standingOrder: null, pausedUntil: null });
    this.wantedStatus = this.statusToShow();
    this.note('recording.ResumeOrdered', at, { report: this.wantedStatus, ...by });
  }

  /** What an earlier release had ordered has no order on record. */
  private get isHangingUp(): boolean {
    return this.standingOrder === 'hungUp' || (this.standingOrder === null && this.wantedStatus === 'notRecording');
  }

  private requireUp(): void {
    if (this.endedAt) throw new CallAlreadyEnded(this.callId);
  }

  private requireRecorded(): void {
    this.requireUp();
    const isRecorded = this.wantedStatus === 'recording' || this.wantedStatus === 'failed';
    // Until Graph has confirmed the one, nobody can tell that it has confirmed the other.
    if (!this.establishedAt || !isRecorded || this.recordingStatus !== this.wantedStatus)
      throw new NotBeingRecorded(this.callId);
  }
}

function told({ subject, reason }: OrderedBy) {
  return { orderedBy: subject, why: reason };
}
