import { mkdir } from 'node:fs/promises';
import { appendToManifest } from './manifest.js';
import { SegmentFile, type Segment } from './segment-file.js';
import { BYTES_PER_SECOND } from './wav.js';

/** A segment has no holes larger than this, so that `from` and `to` tell what is covered. */
const GAP_MS = 1_000;

type Work = { kind: 'audio'; permitId: string; audio: Buffer; arrivedAt: Date } | { kind: 'seal'; done: () => void };

export interface CaptureEvents {
  /** A segment is finished, on disk and in the manifest. */
  kept(segment: Segment): void;
  /** The disk failed; nothing more is written until the next permit. */
  failed(error: Error): void;
}

/** Writes the permitted audio of one session into segments, in order. */
export class Capture {
  private readonly queue: Work[] = [];
  private queuedBytes = 0;
  private running: Promise<void> | null = null;
  private segment: SegmentFile | null = null;
  private serial = 0;
  private failedPermit: string | null = null;

  constructor(
    readonly directory: string,
    private readonly segmentSeconds: number,
    private readonly events: CaptureEvents,
  ) {}

  /** Bytes that were received and not yet written. */
  get backlog(): number {
    return this.queuedBytes;
  }

  add(permitId: string, audio: Buffer, arrivedAt: Date): void {
    if (audio.length === 0 || permitId === this.failedPermit) return;
    this.queue.push({ kind: 'audio', permitId, audio, arrivedAt });
    this.queuedBytes += audio.length;
    this.run();
  }

  /** Resolves when everything added so far is in sealed segments, or the disk has failed. */
  seal(): Promise<void> {
    return new Promise((done) => {
      this.queue.push({ kind: 'seal', done });
      this.run();
    });
  }

  /** Resolves when nothing is left to write. */
  async idle(): Promise<void> {
    await this.running;
  }

  private run(): void {
    this.running ??= this.work().finally(() => (this.running = null));
  }

  private async work(): Promise<void> {
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      try {
        switch (next.kind) {
          case 'audio':
            this.queuedBytes -= next.audio.length;
            if (next.permitId !== this.failedPermit) await this.write(next);
            break;
          case 'seal':
            await this.finish();
            break;
        }
      } catch (error) {
        await this.giveUp(next.kind === 'audio' ? next.permitId : null, error as Error);
      }
      if (next.kind === 'seal') next.done();
    }
  }

  private async write({ permitId, audio, arrivedAt }: Work & { kind: 'audio' }): Promise<void> {
    const { segment } = this;
    if (segment && (segment.permitId !== permitId || gap(segment.lastByteAt, arrivedAt))) await this.finish();
    const limit = this.segmentSeconds * BYTES_PER_SECOND;
    for (let rest = audio; rest.length > 0;) {
      const open = (this.segment ??= await this.next(permitId, arrivedAt));
      const part = rest.subarray(0, limit - open.audioBytes);
      await open.append(part, arrivedAt);
      rest = rest.subarray(part.length);
      if (open.audioBytes >= limit) await this.finish();
    }
  }

  private async next(permitId: string, from: Date): Promise<SegmentFile> {
    await mkdir(this.directory, { recursive: true });
    this.serial += 1;
    return SegmentFile.create(this.directory, this.serial, permitId, from);
  }

  private async finish(): Promise<void> {
    if (!this.segment) return;
    const segment = await this.segment.seal();
    this.segment = null;
    await appendToManifest(this.directory, segment);
    this.events.kept(segment);
  }

  private async giveUp(permitId: string | null, error: Error): Promise<void> {
    this.failedPermit = permitId ?? this.segment?.permitId ?? null;
    const { segment } = this;
    this.segment = null;
    await segment?.abandon().catch(() => undefined);
    this.events.failed(error);
  }
}

function gap(before: Date, after: Date): boolean {
  return after.getTime() - before.getTime() > GAP_MS;
}
