import { createServer, type AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { Database } from './database.js';

/** One message of Postgres' protocol: a letter, the length and the content. */
function message(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const GOING_AWAY = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

it('survives a server that goes away in the very packet that says it is ready', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, GOING_AWAY])));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const pool = new Pool({ host: '127.0.0.1', port, user: 'anybody', database: 'any', ssl: false });
  pool.on('error', () => undefined);
  const database = new Database({ driver: { master: pool } } as unknown as DataSource);

  const work = database.transaction((tx) => tx.query({ name: 'one', text: 'SELECT 1' }));

  // An error that nobody listened for would end this process, and the recorder.
  await expect(work).rejects.toThrow();
  await pool.end();
  await new Promise((closed) => server.close(closed));
});
