import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { HttpClient } from '@app/platform';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { MediaLines } from './media/media-lines.js';
import type { Settings } from './settings.js';
import { SimulatorModule } from './simulator.module.js';

export interface Simulator {
  httpUrl: string;
  httpsUrl: string | null;
  app: NestFastifyApplication;
  stop(): Promise<void>;
}

/** Listens on plain http and, given a certificate, on https; every route is on both. Port 0 takes a free one. */
export async function startSimulator(settings: Settings): Promise<Simulator> {
  const adapter = new FastifyAdapter({ bodyLimit: 4 * 1_024 * 1_024 });
  const app = await NestFactory.create<NestFastifyApplication>(SimulatorModule.with(settings), adapter, {
    logger: ['error', 'warn'],
    bodyParser: false,
  });
  parseBodies(adapter);
  await app.listen(settings.httpPort, settings.host);
  const https = settings.tls ? await listenSecurely(settings, adapter) : null;
  return {
    httpUrl: `http://${settings.host}:${portOf(app.getHttpServer())}`,
    httpsUrl: https && `https://${settings.host}:${portOf(https)}`,
    app,
    async stop() {
      app.get(MediaLines).closeAll();
      https?.closeAllConnections();
      https?.close();
      app.getHttpServer().closeAllConnections();
      await app.close();
      await app.get(HttpClient).close();
    },
  };
}

/** Graph takes an empty body with a JSON content type (keepAlive), which Fastify's own parser refuses. */
function parseBodies(adapter: FastifyAdapter): void {
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body as string));
    } catch {
      done(Object.assign(new Error('The body is not JSON'), { statusCode: 400 }));
    }
  });
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
}

async function listenSecurely({ tls, host, httpsPort }: Settings, adapter: FastifyAdapter): Promise<Server> {
  if (!tls) throw new Error('https needs a key and a certificate');
  const fastify = adapter.getInstance();
  const server = createServer(
    { key: readFileSync(tls.keyFile), cert: readFileSync(tls.certFile) },
    (request, response) => fastify.routing(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(httpsPort, host, resolve);
  });
  return server;
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}
