import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityModule } from '@app/identity';
import { Clock, Config, createFastifyAdapter, Database, HttpClient, Log, ProblemFilter } from '@app/platform';
import { PoliciesModule } from '@app/policies';
import { AdminModule } from '../../apps/recorder/src/admin/admin.module.js';
import { DrainMediaHostHandler } from '../../libs/media-hosts/src/commands/drain-media-host.js';
import { MediaHostStore } from '../../libs/media-hosts/src/media-host.store.js';
import { ListMediaHostsHandler } from '../../libs/media-hosts/src/queries/list-media-hosts.js';
import { ExplainGapHandler } from '../../libs/recording/src/commands/explain-gap.js';
import { HangUpHandler } from '../../libs/recording/src/commands/hang-up.js';
import { PauseRecordingHandler } from '../../libs/recording/src/commands/pause-recording.js';
import { ResumeRecordingHandler } from '../../libs/recording/src/commands/resume-recording.js';
import { StopRecordingHandler } from '../../libs/recording/src/commands/stop-recording.js';
import { ConversationFacts } from '../../libs/recording/src/coverage/conversation-facts.store.js';
import { GetCapacityHandler } from '../../libs/recording/src/queries/get-capacity.js';
import { ExplainCallHandler } from '../../libs/recording/src/queries/explain-call.js';
import { GetConversationHandler } from '../../libs/recording/src/queries/get-conversation.js';
import { GetCoverageHandler } from '../../libs/recording/src/queries/get-coverage.js';
import { GetDecidedCallHandler } from '../../libs/recording/src/queries/get-decided-call.js';
import { GetSessionHandler } from '../../libs/recording/src/queries/get-session.js';
import { GetStatisticsHandler } from '../../libs/recording/src/queries/get-statistics.js';
import { GetTimelineHandler } from '../../libs/recording/src/queries/get-timeline.js';
import { ListConversationsHandler } from '../../libs/recording/src/queries/list-conversations.js';
import { ListGapsHandler } from '../../libs/recording/src/queries/list-gaps.js';
import { ListNotificationsHandler } from '../../libs/recording/src/queries/list-notifications.js';
import { ListParticipantsHandler } from '../../libs/recording/src/queries/list-participants.js';
import { ListSessionsHandler } from '../../libs/recording/src/queries/list-sessions.js';
import { OrderConfirmation } from '../../libs/recording/src/order-confirmation.js';
import { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SessionHourStore } from '../../libs/recording/src/statistics/session-hour.store.js';
import { RecorderUptime } from '../../libs/recording/src/uptime/recorder-uptime.store.js';
import { testDatabase } from './database.js';
import { RememberedLog, SetClock } from './doubles.js';
import { sessionStore } from './session-store.js';
import { TokenIssuer } from './token-issuer.js';

export const HOME_TENANT = '11111111-1111-4111-8111-111111111111';
export const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';
/** Entra vouches for it, but the recorder does not serve it. */
export const UNSERVED_TENANT = '33333333-3333-4333-8333-333333333333';
const CLIENT_ID = '44444444-4444-4444-8444-444444444444';
export const ADMIN_REQUESTS_PER_MINUTE = 2_000;
const issuerOf = (tenantId: string) => `https://login.example/${tenantId}/v2.0`;

export interface AdminApp {
  database: Database;
  clock: SetClock;
  log: RememberedLog;
  /** What is served, as `GET /admin/v1/sessions/:sessionId`. */
  routes: readonly string[];
  /** An access token of the identity platform, good unless `claims` spoil it. */
  token: (tenantId: string, roles: string[], claims?: Record<string, unknown>) => Promise<string>;
  /** Tokens with one role each: of the home tenant, and of another. */
  reader: string;
  operator: string;
  auditor: string;
  otherReader: string;
  otherOperator: string;
  call: (
    method: Method,
    url: string,
    token?: string,
    body?: object,
    headers?: Record<string, string>,
  ) => Promise<AdminReply>;
  /** As the reader of the home tenant, unless another token is given; `url` goes on after /admin/v1/. */
  get: (url: string, token?: string) => Promise<AdminReply>;
  /** Leaves nothing but what a new installation has. */
  empty: () => Promise<void>;
  close: () => Promise<void>;
}

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

export interface AdminReply {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown> & { items: Record<string, unknown>[]; nextCursor: string | null; code?: string };
}

/** The admin API as the recorder serves it, on a real database, with real tokens; the calling side is left out. */
export async function startAdminApp(): Promise<AdminApp> {
  const [test, issuer] = await Promise.all([testDatabase(), TokenIssuer.start('k1')]);
  const { database } = test;
  const clock = new SetClock();
  const log = new RememberedLog();
  const http = new HttpClient();
  const config = Config.load({
    RECORDER_GRAPH_URL: 'http://127.0.0.1:9',
    RECORDER_ENTRA_TENANT_ID: HOME_TENANT,
    RECORDER_ENTRA_CLIENT_ID: CLIENT_ID,
    RECORDER_ENTRA_CLIENT_SECRET: 'secret',
    RECORDER_CALLS_TENANTS: `${HOME_TENANT},${OTHER_TENANT}`,
    RECORDER_ADMIN_REQUESTS_PER_MINUTE: String(ADMIN_REQUESTS_PER_MINUTE),
    RECORDER_ADMIN_OPENID_URL: issuer.openIdUrl,
    RECORDER_ADMIN_ISSUERS: [HOME_TENANT, OTHER_TENANT, UNSERVED_TENANT].map(issuerOf).join(','),
  });
  const shared = [
    { provide: Config, useValue: config },
    { provide: Clock, useValue: clock },
    { provide: Log, useValue: log },
    { provide: HttpClient, useValue: http },
    { provide: Database, useValue: database },
  ];

  @Module({})
  class Root {}

  const adapter = createFastifyAdapter();
  const routes: string[] = [];
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((each) => `${each} ${url}`));
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: Root,
      imports: [
        { module: class Shared {}, global: true, providers: shared, exports: shared },
        CqrsModule.forRoot(),
        IdentityModule,
        PoliciesModule,
        AdminModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        MediaHostStore,
        DrainMediaHostHandler,
        ListMediaHostsHandler,
        GetDecidedCallHandler,
        GetSessionHandler,
        GetTimelineHandler,
        ListNotificationsHandler,
        ListParticipantsHandler,
        ListSessionsHandler,
        ConversationFacts,
        GetConversationHandler,
        GetCoverageHandler,
        ListConversationsHandler,
        { provide: RecordingSessionStore, useValue: sessionStore(database) },
        OrderConfirmation,
        PauseRecordingHandler,
        ResumeRecordingHandler,
        StopRecordingHandler,
        HangUpHandler,
        SessionHourStore,
        ListGapsHandler,
        ExplainGapHandler,
        GetStatisticsHandler,
        GetCapacityHandler,
        RecorderUptime,
        ExplainCallHandler,
      ],
    },
    adapter,
    { bodyParser: false, logger: false, abortOnError: false },
  );
  await app.init();
  await app.getHttpAdapter().getInstance().ready();

  const token: AdminApp['token'] = (tenantId, roles, claims = {}) => {
    const exp = clock.now().getTime() / 1000 + 7 * 86_400;
    const sound = { iss: issuerOf(tenantId), aud: CLIENT_ID, tid: tenantId, oid: 'somebody', azp: 'tool', roles, exp };
    return issuer.sign({ ...sound, ...claims }, 'k1');
  };
  const call: AdminApp['call'] = async (method, url, bearer, body, more = {}) => {
    const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const { statusCode, headers, payload } = await app.inject({
      method,
      url,
      headers: { ...authorization, ...more },
      ...(body && { payload: body }),
    });
    const isJson = /\bjson\b/.test(String(headers['content-type']));
    return { status: statusCode, headers, body: isJson ? (JSON.parse(payload) as object) : payload } as AdminReply;
  };
  const reader = await token(HOME_TENANT, ['Recording.Read']);

  return {
    database,
    clock,
    log,
    routes,
    token,
    reader,
    operator: await token(HOME_TENANT, ['Recording.Operate']),
    auditor: await token(HOME_TENANT, ['Recording.Audit']),
    otherReader: await token(OTHER_TENANT, ['Recording.Read']),
    otherOperator: await token(OTHER_TENANT, ['Recording.Operate']),
    call,
    get: (url, bearer = reader) => call('GET', `/admin/v1/${url}`, bearer),
    empty: async () => {
      // Whoever asked often may ask again.
      clock.advance(60_000);
      await database.pool.query(`TRUNCATE recording_session, session_event, conversation, media_host, recorder_uptime,
          notification_log, idempotent_request, coverage_gap CASCADE;
        DELETE FROM recording_policy_version WHERE policy_id NOT LIKE 'default-%';
        TRUNCATE session_hour, live_peak;
        DELETE FROM recording_policy WHERE policy_id NOT LIKE 'default-%'`);
    },
    close: async () => {
      await app.close();
      await http.close();
      await issuer.close();
      await test.close();
    },
  };
}
