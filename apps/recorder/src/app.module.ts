import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphCommsModule } from '@app/graph-comms';
import { IdentityModule } from '@app/identity';
import { MediaHostsModule } from '@app/media-hosts';
import { type Config, OutboxModule, PlatformModule } from '@app/platform';
import { PoliciesModule } from '@app/policies';
import { recordingDurableCommands, RecordingModule } from '@app/recording';
import { migrate } from '../../../migrations/migrate.js';
import { AdminModule } from './admin/admin.module.js';
import { CallsModule } from './calls/calls.module.js';
import { ConsoleModule } from './console/console.module.js';
import { HealthController } from './health/health.controller.js';
import { PermissionReport } from './health/permission-report.js';
import { UptimeNotes } from './health/uptime-notes.js';
import { MediaController } from './media/media.controller.js';

/** The composition root: every module and every durable command of the recorder, by name. */
@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, 'recorder', migrate),
        CqrsModule.forRoot(),
        OutboxModule.forCommands(recordingDurableCommands),
        IdentityModule,
        GraphCommsModule,
        PoliciesModule,
        MediaHostsModule,
        RecordingModule,
        CallsModule,
        AdminModule,
        ConsoleModule,
      ],
      controllers: [HealthController, MediaController],
      providers: [PermissionReport, UptimeNotes],
    };
  }
}
