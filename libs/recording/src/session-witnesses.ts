import type { RecordingStatus } from '@app/graph-comms';
import type { EndReason, Witnessed } from './recording.events.js';
import { SessionResponse } from './session-response.js';

/** After a first word that a call is gone, Graph is asked again so soon, and then after as long as it has said so. */
const FIRST_LOOK_AGAIN_MS = 15_000;
const LAST_LOOK_AGAIN_MS = 600_000;
/** Graph alone has said so for this long: a person should look. */
const UNWITNESSED_MS = 120_000;
/** Media of a call that is up comes at once; what a host has to tell of it is told well within this time. */
const MEDIA_COMES_WITHIN_MS = 30_000;

/**
 * Whether a call is gone although Teams has not said so. Graph not knowing it any more is a suspicion: it may err, and a
 * call that is given up while people talk is not recorded. It is taken as gone when a second witness, which does not hang
 * on Graph's word, says the same (docs/adr/0015).
 */
export abstract class SessionWitnesses extends SessionResponse {
  /** Graph no longer knows the call; `others` is what only a look beyond this session can tell. */
  noteGraphGone(reply: { status: number | null; code: string | null }, others: readonly Witnessed[], at: Date): void {
    if (this.endedAt) return;
    this.graphGoneSince ??= at;
    if (this.closeIfGone(reply, others, at)) return;
    const since = at.getTime() - this.graphGoneSince.getTime();
    if (since >= UNWITNESSED_MS) this.flag('unwitnessed', at);
    const wait = Math.min(Math.max(since, FIRST_LOOK_AGAIN_MS), LAST_LOOK_AGAIN_MS);
    const lookAgainAt = new Date(at.getTime() + wait).toISOString();
    const askHost = this.permitState === 'open' ? this.permitId : null;
    this.note('recording.CallDoubted', at, { code: reply.code, lookAgainAt, askHost });
  }

  /** The media host of a doubted call was asked: it has lost the call, or says that no media ever came, or all is well there. */
  noteHostAsked(isKnown: boolean, at: Date): void {
    if (!this.graphGoneSince) return;
    const waitedMs = at.getTime() - (this.respondedAt ?? at).getTime();
    const neverCame = this.mediaState === 'awaited' && waitedMs >= MEDIA_COMES_WITHIN_MS;
    if (!isKnown || neverCame) this.noteMediaLost(at);
  }

  /** A roster of everybody showed nobody but recorders, or somebody. */
  noteRosterEmpty(isEmpty: boolean, at: Date): void {
    this.rosterEmptySince = isEmpty ? (this.rosterEmptySince ?? at) : null;
    this.closeIfDoubted(at);
  }

  /** Our own order to hang up was carried out. */
  noteDeleted(at: Date): void {
    this.deletedAt ??= at;
    this.note('recording.CallDeleted', at, {});
  }

  /** Nobody can say that media of this call is being received. */
  protected get isMediaGone(): boolean {
    return this.mediaState === 'lost' || this.mediaState === 'unheard';
  }

  /** Graph knows the call: whatever else was heard, it is up. */
  protected noteGraphKnows(at: Date): void {
    if (!this.graphGoneSince) return;
    const since = this.graphGoneSince.toISOString();
    this.graphGoneSince = null;
    // What Teams was to show may have been refused as of a call that is gone.
    const { wantedStatus } = this;
    const report = wantedStatus && this.statusToReport(wantedStatus) ? wantedStatus : null;
    this.note('recording.CallDoubtRefuted', at, { since, report });
  }

  /** Something else has spoken against the call while Graph's word stands. */
  protected closeIfDoubted(at: Date): void {
    if (this.graphGoneSince && !this.endedAt) this.closeIfGone({ status: 404, code: null }, [], at);
  }

  private closeIfGone(
    { status, code }: { status: number | null; code: string | null },
    others: readonly Witnessed[],
    at: Date,
  ): boolean {
    const second = [...this.ownWitnesses(), ...others];
    if (!this.graphGoneSince || second.length === 0) return false;
    const witnesses = [{ witness: 'graphGone' as const, at: this.graphGoneSince.toISOString() }, ...second];
    // A host may tell late, and by its own clock, of what was before Graph was asked.
    const endedAt = at > this.graphGoneSince ? at : this.graphGoneSince;
    this.noteEnded({ by: 'vanished', code: status, subcode: null, message: code, witnesses }, endedAt);
    return true;
  }

  private ownWitnesses(): Witnessed[] {
    const heard: [Witnessed['witness'], Date | null][] = [
      ['mediaGone', this.isMediaGone ? this.mediaLostSince : null],
      ['rosterEmpty', this.rosterEmptySince],
      ['refusedByUs', this.deletedAt ?? (this.isRefused ? this.respondedAt : null)],
    ];
    return heard.flatMap(([witness, since]) => (since ? [{ witness, at: since.toISOString() }] : []));
  }

  private get isRefused(): boolean {
    return this.response === 'rejected' || this.response === 'redirected';
  }

  abstract statusToReport(status: RecordingStatus): RecordingStatus | null;
  abstract noteMediaLost(at: Date): void;
  abstract noteEnded(reason: EndReason, at: Date): void;
}
