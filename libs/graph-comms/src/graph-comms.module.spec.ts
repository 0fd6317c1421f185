import { Module, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppTokens, Clock, Config, HttpClient, Log, SystemClock } from '@app/platform';
import { RememberedLog } from '../../../test/support/doubles.js';
import { EntraDouble } from '../../../test/support/entra.js';
import { TestServer } from '../../../test/support/http-server.js';
import { TokenIssuer } from '../../../test/support/token-issuer.js';
import { GraphCommsClient } from './graph-comms.client.js';
import { GraphCommsModule } from './graph-comms.module.js';
import { CALL, within } from '../../../test/support/graph-desk.js';
import { InboundTokens } from './inbound-token.js';
import { PermissionCheck } from './permission-check.js';

const CLIENT = '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b';

@Module({})
class PlatformDouble {}

let entra: EntraDouble;
let teams: TokenIssuer;
let graph: TestServer;
let log: RememberedLog;
let application: INestApplicationContext;

beforeEach(async () => {
  entra = await EntraDouble.start();
  teams = await TokenIssuer.start('k1');
  graph = await TestServer.start(() => ({ status: 200 }));
  log = new RememberedLog();
});

afterEach(async () => {
  await application.close();
  await Promise.all([entra.close(), teams.close(), graph.close()]);
});

async function start(): Promise<void> {
  const config = Config.load({
    RECORDER_ENTRA_AUTHORITY_URL: entra.url,
    RECORDER_ENTRA_TENANT_ID: CALL.tenantId,
    RECORDER_ENTRA_CLIENT_ID: CLIENT,
    RECORDER_ENTRA_CLIENT_SECRET: 'open sesame',
    RECORDER_GRAPH_URL: graph.url,
    RECORDER_CALLS_OPENID_URL: teams.openIdUrl,
    RECORDER_CALLS_ISSUERS: 'https://api.botframework.com',
  });
  const shared = [
    { provide: Config, useValue: config },
    { provide: Clock, useClass: SystemClock },
    { provide: Log, useValue: log },
    { provide: HttpClient, useValue: new HttpClient({ ca: entra.ca }) },
  ];
  const platform = {
    module: PlatformDouble,
    global: true,
    providers: shared,
    exports: shared.map(({ provide }) => provide),
  };
  application = await Test.createTestingModule({ imports: [platform, GraphCommsModule] }).compile();
  await application.init();
}

it('has keys, tokens and connections at hand once it has started', async () => {
  await start();

  expect(application.get(InboundTokens).ready).toBe(true);
  expect(entra.tokenRequests.map((request) => request.get('scope')).sort()).toEqual(
    [`${graph.url}/.default`, `api://${CLIENT}/.default`].sort(),
  );
  expect(graph.requests.length).toBeGreaterThan(0);
  const fetchesAtStart = [teams.fetches, entra.tokenRequests.length];

  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: 'https://api.botframework.com', aud: CLIENT, tid: CALL.tenantId, exp: now + 60 };
  const headers = ['Authorization', `Bearer ${await teams.sign(claims, 'k1')}`];
  expect(await application.get(InboundTokens).verify(headers)).toEqual({ tenantId: CALL.tenantId });
  await application.get(AppTokens).get(`api://${CLIENT}`, CALL.tenantId);
  expect(await application.get(GraphCommsClient).keepAlive(CALL, within(2_000))).toMatchObject({ status: 200 });

  expect([teams.fetches, entra.tokenRequests.length]).toEqual(fetchesAtStart);
});

it('names what the tenant has not consented to, each permission in a line of its own', async () => {
  entra.roles = ['Calls.JoinGroupCall.All'];
  await start();

  await application.get(PermissionCheck).report(['record', 'decline']);

  expect(log.messages('warn')).toEqual(['Graph permission missing: Calls.AccessMedia.All, for app-hosted media']);
});

it('starts, and soon, while nobody it depends on is there', async () => {
  entra.gate = new Promise(() => {});
  teams.brokenWith = 503;
  const startedAt = performance.now();

  await start();

  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(application.get(InboundTokens).ready).toBe(false);
});
