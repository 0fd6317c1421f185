import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { PrepareMediaSession } from '@app/contracts';
import { Clock, Log } from '@app/platform';
import { SessionMarker } from '../capture/session-marker.js';
import { Reporter } from '../reports/reporter.js';
import { Settings } from '../settings.js';
import { makeBlob } from './blob.js';
import { MediaSession } from './media-session.js';

const WATCH_EVERY_MS = 500;

/** Every media session of this host. They live in memory: media is tied to the process that receives it. */
@Injectable()
export class MediaSessions {
  /** An operator's order, as recorders pass it on; present sessions go on. */
  drainOrdered = false;
  private stopping = false;
  private readonly byId = new Map<string, MediaSession>();
  private readonly byCall = new Map<string, MediaSession>();
  private readonly bySource = new Map<string, MediaSession>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Reporter) private readonly reporter: Reporter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.watch(), WATCH_EVERY_MS);
  }

  /** Takes no further session, and resolves when every present one is sealed. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping = true;
    await Promise.all([...this.byId.keys()].map((id) => this.release(id, 'the media host stops')));
  }

  get size(): number {
    return this.byId.size;
  }

  get draining(): boolean {
    return this.drainOrdered || this.stopping;
  }

  /** The session of a call, made when there is none yet. Null: no room for another. */
  prepare({ callId }: PrepareMediaSession): MediaSession | null {
    const known = this.byCall.get(sameCall(callId));
    if (known) return known;
    if (this.draining || this.byId.size >= this.settings.maxCalls) return null;
    return this.make(callId);
  }

  find(mediaSessionId: string): MediaSession | undefined {
    return this.byId.get(mediaSessionId);
  }

  /** The session that a media source means, if it knows the call as well. */
  findForSource(mpMediaSessionId: string, callId: string): MediaSession | undefined {
    const session = this.bySource.get(mpMediaSessionId);
    return session && sameCall(session.key.callId) === sameCall(callId) ? session : undefined;
  }

  /** Ends a session and forgets it; harmless when it is gone. */
  async release(mediaSessionId: string, reason: string): Promise<void> {
    const session = this.byId.get(mediaSessionId);
    if (!session) return;
    const { callId, mpMediaSessionId } = session.key;
    this.byId.delete(mediaSessionId);
    this.byCall.delete(sameCall(callId));
    this.bySource.delete(mpMediaSessionId);
    await session.end(reason);
    this.log.info('media session ended', { callId, mediaSessionId, reason });
  }

  private make(callId: string): MediaSession {
    const mediaSessionId = randomUUID();
    const mpMediaSessionId = randomUUID();
    const { mediaHostName: hostName, mediaPort: port, dataDir, segmentSeconds } = this.settings;
    const blob = makeBlob({ hostName, port, mpMediaSessionId, audioContext: randomUUID(), callId });
    const session = new MediaSession(
      { mediaSessionId, mpMediaSessionId, callId, blob },
      new SessionMarker(join(dataDir, mediaSessionId)),
      segmentSeconds,
      (id, report) => this.reporter.report(id, report),
      this.clock,
    );
    this.byId.set(mediaSessionId, session);
    this.byCall.set(sameCall(callId), session);
    this.bySource.set(mpMediaSessionId, session);
    this.log.info('media session prepared', { callId, mediaSessionId });
    return session;
  }

  private watch(): void {
    for (const session of this.byId.values()) {
      if (session.watch()) void this.release(session.key.mediaSessionId, 'forsaken');
    }
  }
}

/** Call ids come with and without hyphens, in either case (protocol §1.3). */
function sameCall(callId: string): string {
  return callId.toLowerCase().replaceAll('-', '');
}
