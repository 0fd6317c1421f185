import { Inject, Injectable } from '@nestjs/common';
import { heartbeatReply, type MediaHostHeartbeat } from '@app/contracts';
import { Log } from '@app/platform';
import { MediaSessions } from '../sessions/media-sessions.js';
import { Settings } from '../settings.js';
import { RecorderClient } from './recorder.client.js';
import { Reporter } from './reporter.js';

const VERSION = 'reference-0.1';
/** The contract's interval; recorders believe a host dead after three. */
const EVERY_MS = 5_000;
/** Until a recorder has been found, because nobody sends calls to a host that is not known. */
const SEARCH_EVERY_MS = 500;

/** Tells recorders every few seconds how this host is, and hears whether it shall drain. */
@Injectable()
export class Heartbeat {
  private heard = false;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(MediaSessions) private readonly sessions: MediaSessions,
    @Inject(RecorderClient) private readonly recorders: RecorderClient,
    @Inject(Reporter) private readonly reporter: Reporter,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    void this.beat();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async beat(): Promise<void> {
    await this.say();
    if (!this.stopped) this.timer = setTimeout(() => void this.beat(), this.heard ? EVERY_MS : SEARCH_EVERY_MS);
  }

  /** Also said once at the end, so that no call comes to a host that is leaving. Never rejects. */
  async say(): Promise<void> {
    try {
      const { status, text } = await this.recorders.send(
        'PUT',
        `/media/v1/hosts/${this.settings.hostId}`,
        this.state(),
      );
      if (status !== 200) throw new Error(`status ${status}`);
      this.sessions.drainOrdered = heartbeatReply.parse(JSON.parse(text)).drain;
      if (!this.heard) {
        this.log.info('recorders hear this host', { mediaHostId: this.settings.hostId });
        this.reporter.hurry();
      }
      this.heard = true;
    } catch (error) {
      if (this.heard) this.log.warn('no recorder hears this host', { error: (error as Error).message });
      this.heard = false;
    }
  }

  private state(): MediaHostHeartbeat {
    const { url, region, failureDomain, maxCalls } = this.settings;
    const { size: activeCalls, draining } = this.sessions;
    // Each call costs this host the same, so seats are what is scarce.
    const load = maxCalls === 0 ? 1 : Math.min(1, activeCalls / maxCalls);
    const place = { url, region, ...(failureDomain !== undefined && { failureDomain }) };
    return { ...place, maxCalls, activeCalls, load, version: VERSION, draining };
  }
}
