import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { OpenLine } from './open-line.js';

let server: Server | undefined;
afterEach(() => server?.closeAllConnections());

async function lineTo(listener: RequestListener): Promise<OpenLine> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((listening) => server?.once('listening', listening));
  return OpenLine.to(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

it('a line takes one request after another on one connection, and waits for the whole of a reply', async () => {
  const seen: string[] = [];
  const line = await lineTo((request, reply) => {
    const { method, url, headers, socket } = request;
    void text(request).then((body) => {
      seen.push(`${method} ${url} ${headers.authorization} ${body} ${socket.remotePort}`);
      reply.writeHead(200, { 'content-length': 6 });
      reply.write('one');
      setTimeout(() => reply.end('two'), 20);
    });
  });
  const request = line.request('/api/calls/key', 'token', { who: 'Å' });

  expect(await line.send(request)).toEqual({ status: 200, text: 'onetwo' });
  expect(await line.send(request)).toEqual({ status: 200, text: 'onetwo' });

  expect(seen[0]).toMatch(/^POST \/api\/calls\/key Bearer token \{"who":"Å"\} \d+$/);
  expect(seen[1]).toBe(seen[0]);
  line.close();
});

it('a line that is closed without a reply says so, and so does one that was closed before', async () => {
  const line = await lineTo((request) => void request.socket.destroy());
  const request = line.request('/', 'token', {});

  await expect(line.send(request)).rejects.toThrow('closed');
  await expect(line.send(request)).rejects.toThrow('closed');
});
