import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { EventStream } from './event-stream.js';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A reply to somebody who reads nothing of it. */
async function unread(): Promise<ServerResponse> {
  return new Promise((replying) => {
    const server = createServer((_request, reply) => replying(reply)).listen(0, '127.0.0.1', () => {
      const asked = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (reply) => reply.pause());
      asked.on('error', () => undefined);
      ends.push(() => {
        asked.destroy();
        server.closeAllConnections();
        server.close();
      });
    });
  });
}

it('is over for a reader who does not read, however much is still sent to them, and nothing breaks', async () => {
  const raw = await unread();
  let overs = 0;
  const stream = new EventStream(raw, {}, () => (overs += 1));

  for (let i = 0; i < 200; i += 1) {
    stream.send('x'.repeat(200_000));
    await new Promise((wake) => setImmediate(wake));
  }
  stream.end();
  stream.send('late');

  await new Promise((wake) => setTimeout(wake, 50));
  expect([raw.destroyed, overs]).toEqual([true, 1]);
});

it('takes nothing after its end', async () => {
  const raw = await unread();
  const stream = new EventStream(raw, {}, () => undefined);

  stream.end();
  stream.end();
  stream.send('late');

  expect(raw.writableEnded).toBe(true);
});
