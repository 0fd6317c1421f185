import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createFastifyAdapter } from '@app/platform';
import { AppModule } from './app.module.js';
import { Heartbeat } from './reports/heartbeat.js';
import type { Settings } from './settings.js';

/** Resolves when media, orders and calls may come. `close()` seals and reports everything before it resolves. */
export async function startMediaHost(settings: Settings): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings), createFastifyAdapter(), {
    bodyParser: false,
    logger: ['error', 'fatal'],
  });
  await app.listen({ host: settings.listenOn, port: settings.httpPort });
  // Only now: a recorder that hears of this host sends it calls at once.
  app.get(Heartbeat).start();
  return app;
}
