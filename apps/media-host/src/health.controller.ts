import { Controller, Get, Inject } from '@nestjs/common';
import { Reporter } from './reports/reporter.js';
import { MediaSessions } from './sessions/media-sessions.js';
import { Settings } from './settings.js';

@Controller('health')
export class HealthController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(MediaSessions) private readonly sessions: MediaSessions,
    @Inject(Reporter) private readonly reporter: Reporter,
  ) {}

  /** Numbers only: nothing here tells one call from another. */
  @Get()
  health() {
    const { hostId, maxCalls } = this.settings;
    const { size: activeCalls, draining } = this.sessions;
    return { status: 'ok', hostId, activeCalls, maxCalls, draining, unsentReports: this.reporter.unsent };
  }
}
