import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RememberedLog } from '../../../../test/support/doubles.js';
import { Log } from '../logging.js';
import { createFastifyAdapter } from './fastify.js';
import { ProblemFilter } from './problem.filter.js';

@Controller()
class EchoController {
  @Post('things')
  things(@Body() body: unknown): unknown {
    return { body };
  }

  @Post('slow')
  async slow(@Body() body: unknown): Promise<unknown> {
    await sleep(1_000);
    return { body };
  }

  @Post('tolerant/:thing')
  tolerant(@Body() body: unknown): unknown {
    return { body: body === undefined ? 'nothing' : body };
  }
}

const log = new RememberedLog();

@Module({
  controllers: [EchoController],
  providers: [
    { provide: Log, useValue: log },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class EchoModule {}

let app: NestFastifyApplication;
let port: number;
beforeAll(async () => {
  const isTolerant = (route: string | undefined) => route === '/tolerant/:thing';
  const bodyLimitOf = (route: string) => (isTolerant(route) ? 300_000 : undefined);
  const adapter = createFastifyAdapter({ mayBeEmpty: isTolerant, bodyLimitOf });
  app = await NestFactory.create<NestFastifyApplication>(EchoModule, adapter, { bodyParser: false, logger: false });
  await app.listen(0, '127.0.0.1');
  ({ port } = app.getHttpServer().address() as AddressInfo);
});
afterAll(() => app.close());
beforeEach(() => void log.lines.splice(0));

/** What comes back on a connection on which `bytes` were sent, until the far side closes it. */
function replyTo(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (reply += chunk.toString()));
    socket.on('error', () => undefined).on('close', () => resolve(reply));
  });
}

const post = (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': 'application/json', ...headers } });

it.each([
  [
    'headers without an end',
    `POST /things HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}`,
    431,
    'headers-too-large',
  ],
  ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'bad-request'],
])('refuses %s with a problem, and hangs up', async (_what, bytes, status, code) => {
  const [head, body] = (await replyTo(bytes)).split('\r\n\r\n');

  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json; charset=utf-8');
  expect(JSON.parse(body ?? '')).toMatchObject({
    status,
    code: `http.${code}`,
    type: `urn:witness:problem:http.${code}`,
  });
});

it('wakes nobody when a sender hangs up in the middle of a request', async () => {
  const socket = connect(port, '127.0.0.1');
  const head = 'POST /things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n';
  await new Promise((sent) => socket.write(`${head}{"half":`, sent));

  socket.resetAndDestroy();

  await expect
    .poll(() => log.lines)
    .toEqual([{ level: 'debug', message: 'a request was cut off', fields: { method: 'POST', route: '/things' } }]);
});

it('takes a larger body only where a route has a limit of its own', async () => {
  const [large, larger] = [280_000, 300_000].map((length) => JSON.stringify('x'.repeat(length)));

  const statuses = [
    await post('/tolerant/x', large ?? ''),
    await post('/tolerant/x', larger ?? ''),
    await post('/things', large ?? ''),
  ].map(({ statusCode }) => statusCode);

  expect(statuses).toEqual([201, 413, 413]);
});

it('reads JSON behind a byte order mark as if it were not there', async () => {
  const reply = await post('/things', Buffer.from('\uFEFF{"a":1}'));

  expect([reply.statusCode, reply.json()]).toEqual([201, { body: { a: 1 } }]);
});

it.each([
  ['nothing', ''],
  ['spaces', ' \r\n'],
  ['a byte order mark', '\uFEFF'],
])('takes a body of %s only where a route says that it may be empty', async (_what, body) => {
  const [tolerant, strict] = [await post('/tolerant/x', body), await post('/things', body)];

  expect([tolerant.statusCode, tolerant.json()]).toEqual([201, { body: 'nothing' }]);
  expect([strict.statusCode, strict.json<{ code: string }>().code]).toEqual([400, 'http.body-empty']);
});

it('serves what comes over a busy connection while it closes, and says that it is the last', async () => {
  const closing = await NestFactory.create<NestFastifyApplication>(EchoModule, createFastifyAdapter(), {
    ...{ bodyParser: false, logger: false },
  });
  await closing.listen(0, '127.0.0.1');
  const socket = connect((closing.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
  let replies = '';
  socket.on('data', (chunk) => (replies += chunk.toString()));
  const head = 'HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n';
  socket.write(`POST /slow ${head}1`);
  await sleep(50);

  const closed = closing.close();
  socket.write(`POST /things ${head}2`);
  await once(socket, 'close');
  await closed;

  const [first, second] = replies.split('HTTP/1.1 ').slice(1);
  expect(first).toMatch(/^201 Created[^]*{"body":1}$/);
  expect(second).toMatch(/^201 Created[^]*connection: close[^]*{"body":2}$/i);
});

async function closingServer() {
  const app = await NestFactory.create<NestFastifyApplication>(EchoModule, createFastifyAdapter(), {
    ...{ bodyParser: false, logger: false },
  });
  await app.listen(0, '127.0.0.1');
  const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  return { app, socket };
}

it('waits for no connection over which nothing was ever asked', async () => {
  const { app, socket } = await closingServer();
  await sleep(50);

  const dropped = once(socket.resume(), 'close');
  await app.close();
  await dropped;
});

it('a connection whose reply was under way when it closed is not kept alive', async () => {
  const { app, socket } = await closingServer();
  let replies = '';
  socket.on('data', (chunk) => (replies += chunk.toString()));
  socket.write('POST /slow HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n1');
  await sleep(50);

  const dropped = once(socket, 'close');
  await app.close();
  await dropped;
  expect(replies).toMatch(/^HTTP\/1.1 201 Created[^]*{"body":1}$/);
});
