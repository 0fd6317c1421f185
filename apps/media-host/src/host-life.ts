import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock, HttpClient, Log, OpenIdKeys } from '@app/platform';
import { recover } from './capture/recover.js';
import { MediaIntake } from './intake/media-intake.js';
import { Heartbeat } from './reports/heartbeat.js';
import { Reporter } from './reports/reporter.js';
import { MediaSessions } from './sessions/media-sessions.js';
import { Settings } from './settings.js';

/** How long a host that is told to stop waits for recorders to hear the last of it. */
const LAST_REPORTS_MS = 5_000;

/** In which order things begin and end. */
@Injectable()
export class HostLife implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(OpenIdKeys) private readonly keys: OpenIdKeys,
    @Inject(MediaSessions) private readonly sessions: MediaSessions,
    @Inject(MediaIntake) private readonly intake: MediaIntake,
    @Inject(Heartbeat) private readonly heartbeat: Heartbeat,
    @Inject(Reporter) private readonly reporter: Reporter,
    @Inject(HttpClient) private readonly http: HttpClient,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.recover();
    await this.keys.start();
    await this.intake.start();
    this.sessions.start();
  }

  /** While orders are still taken: media ends first, then what was kept of it is sealed and told. */
  async beforeApplicationShutdown(): Promise<void> {
    this.intake.stop();
    await this.sessions.stop();
    this.heartbeat.stop();
    await this.heartbeat.say();
    const told = await this.reporter.flushed(LAST_REPORTS_MS);
    if (!told)
      this.log.warn('stopped with unsent reports; they are sent at the next start', { count: this.reporter.unsent });
  }

  async onApplicationShutdown(): Promise<void> {
    this.keys.stop();
    await this.http.close();
  }

  private async recover(): Promise<void> {
    for (const { mediaSessionId, reports, settled } of await recover(this.settings.dataDir, this.clock.now())) {
      this.log.warn('a media session ended with the host', { mediaSessionId });
      void Promise.all(reports.map((report) => this.reporter.report(mediaSessionId, report))).then(settled);
    }
  }
}
