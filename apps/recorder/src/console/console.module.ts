import { Module } from '@nestjs/common';
import { Config, Log } from '@app/platform';
import { builtConsoleDir } from './console-dir.js';
import { ConsoleFiles } from './console-files.js';
import { ConsoleController } from './console.controller.js';

/** The web console, as files. */
@Module({
  controllers: [ConsoleController],
  providers: [
    {
      provide: ConsoleFiles,
      useFactory: (config: Config, log: Log) => ConsoleFiles.read(config.console.dir ?? builtConsoleDir(), log),
      inject: [Config, Log],
    },
  ],
})
export class ConsoleModule {}
