import type { KeepOrder, KeepReply, MediaReport } from '@app/contracts';
import type { Clock } from '@app/platform';
import { Capture } from '../capture/capture.js';
import { keptSegmentOf } from '../capture/kept-segment.js';
import { Permit } from '../capture/permit.js';
import { PermittedSamples } from '../capture/permitted-samples.js';
import type { SessionMarker } from '../capture/session-marker.js';

/** Some eight seconds of audio. */
const MOST_BACKLOG_BYTES = 256 * 1_024;
/** So long without a byte, and media is lost: what Teams shows must not stay wrong for long. */
export const LOST_AFTER_MS = 3_000;
/** Without a connection for this long a session is nobody's any more, and gives its seat back. */
export const FORSAKEN_AFTER_MS = 10 * 60_000;

type Untimed<Report> = Report extends MediaReport ? Omit<Report, 'at'> : never;

/** Tells recorders, in order; resolves when one has accepted it. */
export type Report = (mediaSessionId: string, report: MediaReport) => Promise<void>;

export interface MediaSessionKey {
  mediaSessionId: string;
  /** What the media source shows; in the blob and nowhere else. */
  mpMediaSessionId: string;
  callId: string;
  blob: string;
}

/** One call's media on this host: what arrives, what may be kept of it, and what recorders are told. */
export class MediaSession {
  private readonly permit: Permit;
  private readonly capture: Capture;
  private samples = new PermittedSamples();
  /** `waiting`: nothing yet, or nothing since the gate opened. */
  private media: 'waiting' | 'arriving' | 'lost' = 'waiting';
  private connected = false;
  /** Of media; until there is any, of whatever started the wait. */
  private lastSign: number;
  private ended = false;
  private toldAt = 0;

  constructor(
    readonly key: MediaSessionKey,
    private readonly marker: SessionMarker,
    segmentSeconds: number,
    private readonly report: Report,
    private readonly clock: Clock,
  ) {
    this.permit = new Permit(clock.now());
    this.lastSign = clock.now().getTime();
    this.capture = new Capture(marker.directory, segmentSeconds, {
      kept: (segment) => this.tell({ kind: 'segmentKept', segment: keptSegmentOf(segment, marker.directory) }),
      failed: (error) => this.failed(error),
    });
  }

  /** A media source has connected; an earlier connection is replaced, so samples start anew. */
  connect(): void {
    this.connected = true;
    this.lastSign = this.clock.now().getTime();
    this.samples = new PermittedSamples();
  }

  disconnect(): void {
    this.connected = false;
  }

  /** What arrives while the gate is closed ends here. False: the disk is behind, wait for `caughtUp`. */
  receive(piece: Buffer): boolean {
    const now = this.clock.now();
    this.lastSign = now.getTime();
    if (this.media !== 'arriving') {
      this.media = 'arriving';
      this.tell({ kind: 'firstMedia' });
    }
    const { permitId } = this.permit;
    const audio = this.samples.pass(piece, permitId);
    if (permitId !== null) this.capture.add(permitId, audio, now);
    return this.capture.backlog < MOST_BACKLOG_BYTES;
  }

  async caughtUp(): Promise<void> {
    await this.capture.idle();
  }

  /** Opens or closes the gate. A reply of `keep: false` is given when nothing is being written any more. */
  async keep(order: KeepOrder): Promise<KeepReply> {
    const before = this.permit.permitId;
    const { reply, change } = this.permit.obey(order, this.clock.now());
    switch (change) {
      case 'none':
        break;
      case 'opened':
      case 'replaced':
        if (!(await this.opened(order.permitId))) return { keep: false, since: this.now() };
        break;
      case 'closed':
        await this.stopped(before ?? order.permitId, 'ordered');
    }
    // A stop that was obeyed a moment ago, or by another request, may still be sealing.
    if (this.permit.permitId === null) await this.capture.seal();
    return reply;
  }

  /** Closes the gate for good and waits until nothing is being written. */
  async end(reason: string): Promise<void> {
    this.ended = true;
    const { permitId } = this.permit;
    this.permit.revoke(this.clock.now());
    if (permitId !== null) await this.stopped(permitId, reason);
    await this.capture.seal();
  }

  /** To be called a few times a second. True: nobody needs this session any more. */
  watch(): boolean {
    const silentMs = this.clock.now().getTime() - this.lastSign;
    const expected = this.media === 'arriving' || (this.media === 'waiting' && this.permit.permitId !== null);
    if (expected && silentMs >= LOST_AFTER_MS) {
      this.media = 'lost';
      this.tell({ kind: 'mediaLost', detail: this.connected ? 'silent' : 'disconnected' });
      // What was kept so far shall not wait for media that may never come.
      void this.capture.seal();
    }
    return !this.connected && silentMs >= FORSAKEN_AFTER_MS;
  }

  /** False: the disk failed already. */
  private async opened(permitId: string): Promise<boolean> {
    if (this.media !== 'arriving') {
      this.media = 'waiting';
      this.lastSign = this.clock.now().getTime();
    }
    try {
      await this.marker.open(permitId);
      return true;
    } catch (error) {
      this.failed(error as Error);
      return false;
    }
  }

  private async stopped(permitId: string, reason: string): Promise<void> {
    await this.capture.seal();
    await this.marker.close(permitId);
    const told = this.told({ kind: 'stopped', detail: reason });
    // Until then a restart would tell everything once more.
    void told.then(() => this.marker.remove(permitId));
  }

  /** The disk failed: what cannot be kept is as good as lost. */
  private failed(error: Error): void {
    if (this.permit.revoke(this.clock.now()) !== 'closed' || this.ended) return;
    this.media = 'lost';
    const detail = `storage: ${(error as NodeJS.ErrnoException).code ?? error.name}`;
    this.tell({ kind: 'mediaLost', detail });
    this.tell({ kind: 'stopped', detail });
  }

  private tell(report: Untimed<MediaReport>): void {
    void this.told(report);
  }

  /** Each report is later than the one before, even when the clock was put back: recorders go by its time. */
  private told(report: Untimed<MediaReport>): Promise<void> {
    this.toldAt = Math.max(this.clock.now().getTime(), this.toldAt + 1);
    return this.report(this.key.mediaSessionId, { ...report, at: new Date(this.toldAt).toISOString() });
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}
