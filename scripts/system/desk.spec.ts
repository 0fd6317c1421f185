import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Desk, type Breakable } from './desk.js';
import { Refused } from './refused.js';

class SystemDouble implements Breakable {
  readonly done: unknown[] = [];
  isUp = true;
  readonly programs = [
    {
      role: 'recorder',
      ports: [3978],
      program: {
        name: 'recorder-1',
        pid: 4711,
        signal: (signal: string, forMs?: number) => {
          this.done.push([signal, forMs]);
          return this.isUp ? 4711 : null;
        },
      },
    },
  ];

  restartDatabase(mode: string, downMs: number): Promise<void> {
    this.done.push([mode, downMs]);
    return this.isUp ? Promise.resolve() : Promise.reject(new Refused(409, 'somebody else’s'));
  }

  orderMediaHost(hostId: string, order: string): Promise<void> {
    this.done.push([hostId, order]);
    return Promise.resolve();
  }
}

let system: SystemDouble;
let desk: Desk;
let port: number;
beforeEach(async () => {
  system = new SystemDouble();
  port = await freePort();
  desk = await Desk.start(system, port);
});
afterEach(() => desk.stop());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return free;
}

async function post(path: string, body: unknown = {}, type = 'application/json') {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as { error?: string } };
}

it('names every program of the system', async () => {
  const reply = await fetch(`http://127.0.0.1:${port}/programs`);

  expect(await reply.json()).toEqual({ items: [{ name: 'recorder-1', role: 'recorder', pid: 4711, ports: [3978] }] });
});

it('signals a program, and says which process got it', async () => {
  const { status, body } = await post('/programs/recorder-1/signal', { signal: 'SIGSTOP', forMs: 1_500 });

  expect([status, body]).toEqual([200, { name: 'recorder-1', role: 'recorder', pid: 4711 }]);
  expect(system.done).toEqual([['SIGSTOP', 1_500]]);
});

it('restarts the database, fast and at once unless told otherwise', async () => {
  expect((await post('/database/restart')).status).toBe(200);
  expect((await post('/database/restart', { mode: 'immediate', downMs: 5_000 })).status).toBe(200);

  expect(system.done).toEqual([
    ['fast', 0],
    ['immediate', 5_000],
  ]);
});

it('drains a media host, and lets it work again', async () => {
  await post('/media-hosts/media-host-2/drain');
  await post('/media-hosts/media-host-2/resume');

  expect(system.done).toEqual([
    ['media-host-2', 'drain'],
    ['media-host-2', 'resume'],
  ]);
});

it('passes on why something is not done', async () => {
  system.isUp = false;

  expect(await post('/database/restart')).toEqual({ status: 409, body: { error: 'somebody else’s' } });
  const dead = await post('/programs/recorder-1/signal', { signal: 'SIGTERM' });
  expect(dead).toEqual({ status: 409, body: { error: 'recorder-1 is not up' } });
});

it.each([
  {
    what: 'a program that there is not',
    path: '/programs/recorder-9/signal',
    body: { signal: 'SIGKILL' },
    status: 404,
  },
  {
    what: 'a signal that it does not send',
    path: '/programs/recorder-1/signal',
    body: { signal: 'SIGHUP' },
    status: 400,
  },
  { what: 'a mode that Postgres does not have', path: '/database/restart', body: { mode: 'slow' }, status: 400 },
  { what: 'a way that it does not know', path: '/database/drop', body: {}, status: 404 },
])('refuses $what', async ({ path, body, status }) => {
  const reply = await post(path, body);

  expect(reply.status).toBe(status);
  expect(reply.body.error).not.toBe('');
  expect(system.done).toEqual([]);
});

it('does nothing that a web page on this machine could make a browser send', async () => {
  expect((await post('/database/restart', {}, 'text/plain')).status).toBe(415);

  const status = await new Promise((resolve) => {
    const headers = { host: 'evil.example', 'content-type': 'application/json' };
    httpRequest({ port, host: '127.0.0.1', path: '/database/restart', method: 'POST', headers }, (reply) =>
      resolve(reply.statusCode),
    ).end('{}');
  });
  expect(status).toBe(403);
  expect(system.done).toEqual([]);
});
