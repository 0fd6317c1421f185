import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityModule } from '@app/identity';
import { Clock, Config, createFastifyAdapter, Database, HttpClient, Log, ProblemFilter } from '@app/platform';
import { ConsoleModule } from '../../apps/recorder/src/console/console.module.js';
import { RememberedLog, SetClock } from './doubles.js';

export const CONSOLE_TENANT = '11111111-1111-4111-8111-111111111111';
export const CONSOLE_CLIENT = '44444444-4444-4444-8444-444444444444';

export interface ConsoleReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface ConsoleApp {
  log: RememberedLog;
  /** Sends `path` as it is: nobody tidies it up on the way. */
  ask: (path: string, headers?: Record<string, string>, method?: string) => Promise<ConsoleReply>;
  close: () => Promise<void>;
}

/**
 * The console's routes behind the recorder's own guard, on a port. There is no database: a reply that needed one, for a
 * trail or a limit, would fail.
 */
export async function startConsoleApp(environment: Record<string, string>): Promise<ConsoleApp> {
  const log = new RememberedLog();
  const http = new HttpClient();
  const config = Config.load({
    RECORDER_GRAPH_URL: 'http://127.0.0.1:9',
    RECORDER_ENTRA_TENANT_ID: CONSOLE_TENANT,
    RECORDER_ENTRA_CLIENT_ID: CONSOLE_CLIENT,
    RECORDER_ENTRA_CLIENT_SECRET: 'secret',
    ...environment,
  });
  const shared = [
    { provide: Config, useValue: config },
    { provide: Clock, useValue: new SetClock() },
    { provide: Log, useValue: log },
    { provide: HttpClient, useValue: http },
    { provide: Database, useValue: {} },
  ];

  @Module({})
  class Root {}

  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: Root,
      imports: [
        { module: class Shared {}, global: true, providers: shared, exports: shared },
        CqrsModule.forRoot(),
        IdentityModule,
        ConsoleModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    },
    createFastifyAdapter(),
    { bodyParser: false, logger: false, abortOnError: false },
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.getHttpServer().address() as AddressInfo;

  return {
    log,
    ask: (path, headers = {}, method = 'GET') =>
      new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
        sent.on('response', (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
          );
        });
        sent.on('error', reject);
        sent.end();
      }),
    close: async () => {
      await app.close();
      await http.close();
    },
  };
}
