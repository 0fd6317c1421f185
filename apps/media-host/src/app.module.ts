import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AppTokens, Clock, HttpClient, Log, OpenIdKeys, PinoLog, ProblemFilter, SystemClock } from '@app/platform';
import { ControlTokenGuard } from './control/control-token.guard.js';
import { HealthController } from './health.controller.js';
import { HostLife } from './host-life.js';
import { MediaIntake } from './intake/media-intake.js';
import { EntraAppTokens } from './reports/entra-app-tokens.js';
import { Heartbeat } from './reports/heartbeat.js';
import { RecorderClient } from './reports/recorder.client.js';
import { Reporter } from './reports/reporter.js';
import { MediaSessionsController } from './sessions/media-sessions.controller.js';
import { MediaSessions } from './sessions/media-sessions.js';
import { Settings } from './settings.js';

@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      controllers: [MediaSessionsController, HealthController],
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useClass: SystemClock },
        { provide: Log, useValue: new PinoLog(settings.logLevel, settings.hostId) },
        { provide: HttpClient, useFactory: () => new HttpClient() },
        {
          provide: OpenIdKeys,
          useFactory: (http: HttpClient, log: Log, clock: Clock) =>
            new OpenIdKeys(http, log, clock, [settings.control.openIdUrl]),
          inject: [HttpClient, Log, Clock],
        },
        { provide: AppTokens, useClass: EntraAppTokens },
        { provide: APP_FILTER, useClass: ProblemFilter },
        RecorderClient,
        Reporter,
        Heartbeat,
        MediaSessions,
        MediaIntake,
        ControlTokenGuard,
        HostLife,
      ],
    };
  }
}
