import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { IdentityModule } from '@app/identity';
import { Clock, Config, createFastifyAdapter, Database, HttpClient, Log, Metrics, ProblemFilter } from '@app/platform';
import { NoSuchSession, NoteMediaReport } from '@app/recording';
import { MediaController } from '../../apps/recorder/src/media/media.controller.js';
import { NoteHeartbeatHandler } from '../../libs/media-hosts/src/commands/note-heartbeat.js';
import { MediaHostStore } from '../../libs/media-hosts/src/media-host.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { RememberedLog, SetClock } from '../support/doubles.js';
import { TokenIssuer } from '../support/token-issuer.js';

const HOME = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const CLIENT = '44444444-4444-4444-8444-444444444444';
const issuerOf = (tenantId: string) => `https://login.example/${tenantId}/v2.0`;

/** Holds one session, and remembers what it was told of it. */
const noted: NoteMediaReport['report'][] = [];
@CommandHandler(NoteMediaReport)
class RememberReport implements ICommandHandler<NoteMediaReport> {
  execute({ report }: NoteMediaReport): Promise<void> {
    if (report.mediaSessionId !== 'known') throw new NoSuchSession({});
    noted.push(report);
    return Promise.resolve();
  }
}

let test: TestDatabase;
let issuer: TokenIssuer;
let app: NestFastifyApplication;
let host: string;
const log = new RememberedLog();

beforeAll(async () => {
  [test, issuer] = await Promise.all([testDatabase(), TokenIssuer.start('k1')]);
  const config = Config.load({
    RECORDER_GRAPH_URL: 'http://127.0.0.1:9',
    RECORDER_ENTRA_TENANT_ID: HOME,
    RECORDER_ENTRA_CLIENT_ID: CLIENT,
    RECORDER_ENTRA_CLIENT_SECRET: 'secret',
    RECORDER_CALLS_TENANTS: '*',
    RECORDER_ADMIN_OPENID_URL: issuer.openIdUrl,
    RECORDER_ADMIN_ISSUERS: [HOME, OTHER].map(issuerOf).join(','),
  });
  const shared = [
    { provide: Config, useValue: config },
    { provide: Clock, useValue: new SetClock() },
    { provide: Log, useValue: log },
    { provide: HttpClient, useValue: new HttpClient() },
    { provide: Database, useValue: test.database },
    { provide: Metrics, useValue: new Metrics('test') },
  ];

  @Module({})
  class Shared {}
  @Module({
    imports: [
      { module: Shared, global: true, providers: shared, exports: shared.map(({ provide }) => provide) },
      CqrsModule.forRoot(),
      IdentityModule,
    ],
    controllers: [MediaController],
    providers: [MediaHostStore, NoteHeartbeatHandler, RememberReport, { provide: APP_FILTER, useClass: ProblemFilter }],
  })
  class Root {}

  app = await NestFactory.create<NestFastifyApplication>(Root, createFastifyAdapter(), {
    bodyParser: false,
    logger: false,
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  host = await token({});
});
afterAll(async () => {
  await app.close();
  await issuer.close();
  await test.close();
});
beforeEach(() => void noted.splice(0));

function token({ tenantId = HOME, roles = ['Media.Host'], oid = 'host-principal' }): Promise<string> {
  const exp = new SetClock().now().getTime() / 1_000 + 3_600;
  return issuer.sign(
    { iss: issuerOf(tenantId), aud: CLIENT, tid: tenantId, oid, azp: 'media-hosts', exp, roles },
    'k1',
  );
}

async function send(method: 'PUT' | 'POST', url: string, body: unknown, bearer?: string) {
  const headers = { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) };
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const reply = await app.inject({ method, url, headers, payload });
  return {
    status: reply.statusCode,
    type: reply.headers['content-type'],
    body: reply.body === '' ? null : (JSON.parse(reply.body) as object),
  };
}

const at = '2026-01-15T11:00:00.000+01:00';
const HEARTBEAT = '/media/v1/hosts/host-1';
const REPORTS = '/media/v1/sessions/known/reports';
const heartbeat = {
  url: 'https://host-1.example.com/',
  region: 'EUWE',
  maxCalls: 5,
  activeCalls: 0,
  load: 0,
  version: '1',
  draining: false,
};

it('notes a heartbeat and says whether to drain', async () => {
  const told = { ...heartbeat, failureDomain: 'zone-1', addedLater: 1 };
  expect(await send('PUT', HEARTBEAT, told, host)).toMatchObject({ status: 200, body: { drain: false } });

  const noted = { host_id: 'host-1', url: 'https://host-1.example.com', reported_by: 'host-principal' };
  const select = 'SELECT host_id, url, reported_by, failure_domain FROM media_host';
  expect((await test.database.pool.query(select)).rows).toEqual([{ ...noted, failure_domain: 'zone-1' }]);
  await send('PUT', HEARTBEAT, heartbeat, host);
  expect((await test.database.pool.query(select)).rows).toEqual([{ ...noted, failure_domain: null }]);
});

it('does not let another application speak for a living host', async () => {
  await send('PUT', HEARTBEAT, heartbeat, host);

  const reply = await send('PUT', HEARTBEAT, heartbeat, await token({ oid: 'somebody-else' }));

  expect(reply).toMatchObject({ status: 403, body: { code: 'media-hosts.host-id-taken' } });
});

it('passes on each kind of report with its times read', async () => {
  const segment = { from: at, to: at, bytes: 44, sha256: 'ab'.repeat(32), uri: 'file:///x.wav' };
  const bodies = [
    { kind: 'firstMedia', at },
    { kind: 'mediaLost', at, detail: 'silent' },
    { kind: 'segmentKept', at, segment },
    { kind: 'stopped', at },
  ];

  for (const body of bodies) expect((await send('POST', REPORTS, body, host)).status).toBe(202);

  const date = new Date('2026-01-15T10:00:00Z');
  expect(noted).toEqual([
    { mediaSessionId: 'known', kind: 'firstMedia', at: date },
    { mediaSessionId: 'known', kind: 'mediaLost', at: date },
    { mediaSessionId: 'known', kind: 'segmentKept', at: date, segment: { ...segment, from: date, to: date } },
    { mediaSessionId: 'known', kind: 'stopped', at: date },
  ]);
});

it('logs why media was lost, unless that says what nobody should read', async () => {
  const link = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc';
  for (const detail of ['silent', `lost in ${link}`]) {
    await send('POST', REPORTS, { kind: 'mediaLost', at, detail }, host);
  }

  const told = log.lines.filter(({ message }) => message === 'media lost').map(({ fields }) => fields.detail);
  expect(told.slice(-2)).toEqual(['silent', '[redacted]']);
});

it('accepts a report about a session that nobody holds, so that the host stops saying it', async () => {
  const reply = await send('POST', '/media/v1/sessions/unknown/reports', { kind: 'stopped', at }, host);

  expect(reply.status).toBe(202);
  expect(log.messages('warn')).toContain('a media host reports for a session that nobody holds');
});

it.each<[string, 'PUT' | 'POST', string, unknown]>([
  ['a heartbeat with nothing in it', 'PUT', HEARTBEAT, {}],
  ['a heartbeat that is no JSON', 'PUT', HEARTBEAT, '{"url":'],
  ['a host reached by plain http', 'PUT', HEARTBEAT, { ...heartbeat, url: 'http://host-1.example.com' }],
  ['a host id nobody can spell', 'PUT', '/media/v1/hosts/a%2Fb', heartbeat],
  ['a report of an unknown kind', 'POST', REPORTS, { kind: 'exploded', at }],
  ['a kept segment without a segment', 'POST', REPORTS, { kind: 'segmentKept', at }],
])('refuses %s with a problem', async (_what, method, url, body) => {
  expect(await send(method, url, body, host)).toMatchObject({
    status: 400,
    type: 'application/problem+json; charset=utf-8',
  });
  expect(noted).toEqual([]);
});

it.each<[string, Parameters<typeof token>[0] | null, number]>([
  ['nobody', null, 401],
  ['a person who may operate', { roles: ['Recording.Operate', 'Recording.Read'] }, 403],
  ['a recorder', { roles: ['Recorder.Control'] }, 403],
  ["another tenant's application, whoever gave it the role", { tenantId: OTHER }, 403],
])('takes nothing from %s', async (_who, claims, status) => {
  const bearer = claims ? await token(claims) : undefined;

  expect((await send('PUT', '/media/v1/hosts/intruder', heartbeat, bearer)).status).toBe(status);
  expect((await send('POST', REPORTS, { kind: 'firstMedia', at }, bearer)).status).toBe(status);

  expect(noted).toEqual([]);
  const { rowCount } = await test.database.pool.query(`SELECT FROM media_host WHERE host_id = 'intruder'`);
  expect(rowCount).toBe(0);
});
