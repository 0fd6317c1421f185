import { Module, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  Clock,
  Config,
  HttpClient,
  Log,
  SystemClock,
  type GraphCloud,
  type HttpReply,
  type HttpRequest,
} from '@app/platform';
import { RememberedLog } from '../../../test/support/doubles.js';
import { CALL, within } from '../../../test/support/graph-desk.js';
import { TokenIssuer } from '../../../test/support/token-issuer.js';
import { GraphCommsClient } from './graph-comms.client.js';
import { GraphCommsModule } from './graph-comms.module.js';
import { InboundTokens } from './inbound-token.js';

const CLIENT = '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b';

/** Every cloud of Microsoft's at once: what it is asked for shows which of them the recorder turned to. */
class Microsoft extends HttpClient {
  readonly asked: { url: string; body: URLSearchParams }[] = [];

  constructor(private readonly teams: TokenIssuer) {
    super();
  }

  override async request({ url, body, ...rest }: HttpRequest): Promise<HttpReply> {
    const json = (value: object): HttpReply => ({ status: 200, headers: {}, text: JSON.stringify(value) });
    const { origin, pathname } = new URL(url);
    this.asked.push({ url: origin + pathname, body: new URLSearchParams(body) });
    if (pathname === '/keys') return super.request({ ...rest, url: this.teams.openIdUrl.replace('openid', 'keys') });
    if (/\.well-known\/openidconfiguration$/i.test(pathname)) return json({ jwks_uri: `${origin}/keys` });
    if (/\.well-known\/openid-configuration$/.test(pathname)) return json(endpointsOf(origin, pathname.split('/')[1]!));
    if (!pathname.endsWith('/oauth2/v2.0/token')) return json({});
    const token = await new SignJWT({ roles: [] }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32));
    return json({ token_type: 'Bearer', expires_in: 3599, access_token: token });
  }

  /** Scheme and host of everything that was asked for. */
  get origins(): string[] {
    return [...new Set(this.asked.map(({ url }) => new URL(url).origin))].sort();
  }
}

function endpointsOf(authority: string, tenantId: string): object {
  const root = `${authority}/${tenantId}`;
  return {
    issuer: `${root}/v2.0`,
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    jwks_uri: `${root}/discovery/v2.0/keys`,
  };
}

@Module({})
class PlatformDouble {}

let teams: TokenIssuer;
let application: INestApplicationContext;
beforeAll(async () => void (teams = await TokenIssuer.start('k1')));
afterEach(() => application.close());
afterAll(() => teams.close());

async function start(cloud: GraphCloud, more: Record<string, string>): Promise<Microsoft> {
  const microsoft = new Microsoft(teams);
  const config = Config.load({
    RECORDER_GRAPH_CLOUD: cloud,
    RECORDER_HTTP_PUBLIC_URL: 'https://recorder.contoso.com',
    RECORDER_ENTRA_TENANT_ID: CALL.tenantId,
    RECORDER_ENTRA_CLIENT_ID: CLIENT,
    RECORDER_ENTRA_CLIENT_SECRET: 'open sesame',
    ...more,
  });
  const shared = [
    { provide: Config, useValue: config },
    { provide: Clock, useClass: SystemClock },
    { provide: Log, useValue: new RememberedLog() },
    { provide: HttpClient, useValue: microsoft },
  ];
  const exported = shared.map(({ provide }) => provide);
  const platform = { module: PlatformDouble, global: true, providers: shared, exports: exported };
  application = await Test.createTestingModule({ imports: [platform, GraphCommsModule] }).compile();
  await application.init();
  return microsoft;
}

async function refusalOf(issuer: string): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const token = await teams.sign({ iss: issuer, aud: CLIENT, tid: CALL.tenantId, exp }, 'k1');
  return application
    .get(InboundTokens)
    .verify(['Authorization', `Bearer ${token}`])
    .then(
      () => 'believed',
      (error: { reason: string }) => error.reason,
    );
}

const keys = (url: string) => ({ RECORDER_CALLS_OPENID_URL: url, RECORDER_CALLS_ISSUERS: 'https://issuer.example' });

/** Protocol §12.2 and §11.4. `china` has no calling actions; what it would be asked is told by its roots all the same. */
it.each([
  {
    cloud: 'global',
    graph: 'https://graph.microsoft.com',
    login: 'https://login.microsoftonline.com',
    keyHosts: ['https://api.aps.skype.com'],
    believed: ['https://api.botframework.com', 'https://api.botframework.com/', 'https://graph.microsoft.com'],
    refused: ['https://api.botframework.us', 'https://graph.microsoft.us'],
    more: {},
  },
  {
    cloud: 'usgov-l4',
    graph: 'https://graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
    keyHosts: ['https://apigcch.botframework.azure.us', 'https://login.botframework.azure.us'],
    believed: ['https://api.botframework.us', 'https://api.botframework.com'],
    refused: ['https://graph.microsoft.com'],
    more: {},
  },
  {
    cloud: 'usgov-l5',
    graph: 'https://dod-graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
    keyHosts: ['https://keys.mil.example'],
    believed: ['https://issuer.example'],
    refused: ['https://api.botframework.com', 'https://api.botframework.us'],
    more: keys('https://keys.mil.example/.well-known/openidconfiguration'),
  },
  {
    cloud: 'china',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    login: 'https://login.chinacloudapi.cn',
    keyHosts: ['https://keys.cn.example'],
    believed: ['https://issuer.example'],
    refused: ['https://api.botframework.com'],
    more: keys('https://keys.cn.example/.well-known/openidconfiguration'),
  },
] as const)('in $cloud nobody is asked or believed but that cloud', async (expected) => {
  const { cloud, graph, login, keyHosts, more } = expected;

  const microsoft = await start(cloud, more);
  await application.get(GraphCommsClient).keepAlive(CALL, within(2_000));

  expect(microsoft.origins).toEqual([graph, login, ...keyHosts].sort());
  const tokenRequests = microsoft.asked.filter(({ url }) => url.endsWith('/token'));
  expect(tokenRequests.map(({ url, body }) => [url, body.get('scope')])).toEqual([
    [`${login}/${CALL.tenantId}/oauth2/v2.0/token`, `${graph}/.default`],
    // What media hosts are shown.
    [`${login}/${CALL.tenantId}/oauth2/v2.0/token`, `api://${CLIENT}/.default`],
  ]);
  expect(microsoft.asked.at(-1)?.url).toBe(`${graph}/v1.0/communications/calls/${CALL.graphCallId}/keepAlive`);
  for (const issuer of expected.believed) expect([issuer, await refusalOf(issuer)]).toEqual([issuer, 'believed']);
  for (const issuer of expected.refused) expect([issuer, await refusalOf(issuer)]).toEqual([issuer, 'issuer']);
});
