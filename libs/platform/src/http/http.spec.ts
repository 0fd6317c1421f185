import { Body, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../domain-error.js';
import { Log, type LogFields } from '../logging.js';
import { createFastifyAdapter } from './fastify.js';
import { ProblemFilter } from './problem.filter.js';

class CallAlreadyEnded extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'recording.call-already-ended';
}

class TokenExpired extends DomainError {
  readonly kind = 'unauthorized';
  readonly code = 'token.expired';
}

class RememberingLog extends Log {
  readonly errors: { message: string; fields?: LogFields }[] = [];
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(message: string, fields?: LogFields): void {
    this.errors.push({ message, fields });
  }
}

@Controller('things')
class ThingsController {
  @Post()
  echo(@Body() body: unknown): unknown {
    return { body };
  }

  @Get('/:thing')
  refuse(@Param('thing') thing: string): never {
    switch (thing) {
      case 'ended':
        throw new CallAlreadyEnded('Call c1 has already ended', { callId: 'c1' });
      case 'locked':
        throw new TokenExpired('The token has expired', { kid: 'k1' });
      case 'malformed':
        return z.object({ limit: z.never() }).parse({ limit: 'x' }).limit;
      default:
        throw new Error('password of the database: hunter2');
    }
  }
}

const log = new RememberingLog();

@Module({
  controllers: [ThingsController],
  providers: [
    { provide: Log, useValue: log },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class ThingsModule {
  constructor(@Inject(Log) readonly log: Log) {}
}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(ThingsModule, createFastifyAdapter(), {
    bodyParser: false,
    logger: false,
  });
  await app.init();
});
afterAll(() => app.close());
beforeEach(() => void log.errors.splice(0));

async function get(url: string) {
  return app.inject({ method: 'GET', url });
}

async function post(body: string, contentType = 'application/json') {
  return app.inject({ method: 'POST', url: '/things', body, headers: { 'content-type': contentType } });
}

it('tells a refusal as a problem with a stable type, our code and the facts', async () => {
  const reply = await get('/things/ended');

  expect(reply.statusCode).toBe(409);
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(reply.json()).toEqual({
    type: 'urn:witness:problem:recording.call-already-ended',
    title: 'Conflict',
    status: 409,
    code: 'recording.call-already-ended',
    detail: 'Call c1 has already ended',
    facts: { callId: 'c1' },
  });
});

it('tells who was not let in how to try, and no facts', async () => {
  const reply = await get('/things/locked');

  expect(reply.statusCode).toBe(401);
  expect(reply.headers['www-authenticate']).toBe('Bearer');
  expect(reply.json()).not.toHaveProperty('facts');
});

it('keeps what went wrong inside to itself, and wakes a person', async () => {
  const reply = await get('/things/broken');

  expect(reply.statusCode).toBe(500);
  expect(reply.json()).toEqual({
    type: 'urn:witness:problem:internal',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal',
  });
  expect(log.errors).toEqual([
    {
      message: 'Request failed',
      fields: { method: 'GET', route: '/things/:thing', error: expect.stringContaining('hunter2') as string },
    },
  ]);
});

it('names the members of a request that do not fit', async () => {
  const reply = await get('/things/malformed');

  expect([reply.statusCode, reply.json<{ detail: string }>().detail]).toEqual([400, expect.stringMatching(/^limit: /)]);
});

it('tells an unknown path from a method that a path does not know', async () => {
  const unknown = await get('/nothing/here');
  const wrongMethod = await app.inject({ method: 'DELETE', url: '/things/x1?y=1' });

  expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([404, 'http.no-such-route']);
  expect([wrongMethod.statusCode, wrongMethod.json<{ code: string }>().code]).toEqual([405, 'http.method-not-allowed']);
  expect(wrongMethod.headers.allow).toBe('GET, HEAD');
});

it.each([
  ['nothing', '', 400, 'http.body-empty'],
  ['something cut off', '{"a":', 400, 'http.body-not-json'],
  ['words', 'hello', 400, 'http.body-not-json'],
  ['65 levels', '['.repeat(65) + ']'.repeat(65), 400, 'http.body-too-deep'],
  ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'http.body-too-deep'],
  ['100,000 open ones', '{"a":'.repeat(50_000), 400, 'http.body-not-json'],
  ['__proto__', '{"a":[{"__proto__":{"admin":true}}]}', 400, 'http.body-forbidden-key'],
  ['__proto__ in escapes', '{"\\u005f_proto__":1}', 400, 'http.body-forbidden-key'],
  ['over 256 KiB', JSON.stringify('x'.repeat(256 * 1024)), 413, 'http.body-too-large'],
])('refuses a body of %s as the sender’s fault', async (_what, body, status, code) => {
  const reply = await post(body);

  expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, code]);
  expect(log.errors).toEqual([]);
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
  'refuses a body of %s',
  async (type) => {
    const reply = await post('a=b', type);

    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([415, 'http.unsupported-media-type']);
  },
);

it('takes no body for what it is, whatever form it is said to have', async () => {
  const reply = await post('', 'application/x-www-form-urlencoded');

  expect([reply.statusCode, reply.json()]).toEqual([201, {}]);
});

it('takes a body of 64 levels, with any charset named', async () => {
  const deepest = '['.repeat(64) + ']'.repeat(64);

  const reply = await post(deepest, 'application/json; charset=utf-8');

  expect([reply.statusCode, JSON.stringify(reply.json<{ body: unknown }>().body)]).toEqual([201, deepest]);
});
