import { NATIONAL_CLOUDS, type GraphCloud } from './national-clouds.js';
import { databaseSettings, readEnvironment, type RawEnvironment } from './read-environment.js';

/**
 * What an operator decided, read once at start and frozen (docs/configuration.md). URLs carry no trailing slash,
 * GUIDs are in lower case.
 */
export class Config {
  readonly database: { readonly url: string | null; readonly dataDir: string };
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  readonly graph: { readonly cloud: GraphCloud; readonly url: string; readonly version: 'v1.0' | 'beta' };
  readonly entra: {
    readonly authorityUrl: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly clientSecret: string | null;
    /** PEM text with private key and chain. */
    readonly clientCertificate: string | null;
  };
  /** How tokens of Teams are checked, and whose calls are taken. */
  readonly calls: {
    readonly openIdUrls: readonly string[];
    readonly issuers: readonly string[];
    readonly audiences: readonly string[];
    readonly tenants: readonly string[] | '*';
    readonly keepAliveSeconds: number;
    /** Longest that a recording may be paused at one time. */
    readonly pauseLimitSeconds: number;
  };
  /** How tokens of people, tools and media hosts are checked. */
  readonly admin: {
    readonly openIdUrl: string;
    readonly issuers: readonly string[];
    readonly audiences: readonly string[];
    /** Of one caller, to one recorder. */
    readonly requestsPerMinute: number;
  };
  /** What people sign in with, and where what they see is kept. */
  readonly console: {
    readonly clientId: string;
    readonly scope: string;
    /** In development: where a browser reaches the login authority. Null: at its own address. */
    readonly loginOrigin: string | null;
    /** Null: beside the program. */
    readonly dir: string | null;
  };
  /** Resource of the token that the recorder shows to media hosts. */
  readonly media: { readonly audience: string };
  /** How many calls at one time, and in a calendar month, may be too many for Graph; null: any. They refuse nothing. */
  readonly quotas: { readonly liveCalls: number | null; readonly monthlyCalls: number | null };
  /** Whether traces are wanted; where they go, OpenTelemetry's SDK reads for itself. */
  readonly traces: boolean;
  readonly shutdownGraceSeconds: number;
  readonly logLevel: string;

  private constructor(raw: RawEnvironment) {
    const env = readEnvironment(raw);
    const cloud = NATIONAL_CLOUDS[env.RECORDER_GRAPH_CLOUD];
    const tenantId = env.RECORDER_ENTRA_TENANT_ID;
    const clientId = env.RECORDER_ENTRA_CLIENT_ID;
    const authorityUrl = env.RECORDER_ENTRA_AUTHORITY_URL ?? cloud.authorityUrl;
    const v2 = `${authorityUrl}/${tenantId}/v2.0`;

    this.database = databaseSettings(env);
    this.http = {
      host: env.RECORDER_HTTP_HOST,
      port: env.RECORDER_HTTP_PORT,
      publicUrl: env.RECORDER_HTTP_PUBLIC_URL ?? `http://127.0.0.1:${env.RECORDER_HTTP_PORT}`,
    };
    this.graph = {
      cloud: env.RECORDER_GRAPH_CLOUD,
      url: env.RECORDER_GRAPH_URL ?? cloud.graphUrl,
      version: env.RECORDER_GRAPH_VERSION,
    };
    this.entra = {
      authorityUrl,
      tenantId,
      clientId,
      clientSecret: env.RECORDER_ENTRA_CLIENT_SECRET ?? null,
      clientCertificate: env.RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE ?? null,
    };
    this.calls = {
      openIdUrls: env.RECORDER_CALLS_OPENID_URL ?? cloud.callsOpenIdUrls,
      issuers: env.RECORDER_CALLS_ISSUERS ?? cloud.callsIssuers,
      audiences: env.RECORDER_CALLS_AUDIENCE ?? [clientId],
      tenants: env.RECORDER_CALLS_TENANTS ?? [tenantId],
      keepAliveSeconds: env.RECORDER_CALL_KEEP_ALIVE_SECONDS,
      pauseLimitSeconds: env.RECORDER_PAUSE_LIMIT_SECONDS,
    };
    this.admin = {
      openIdUrl: env.RECORDER_ADMIN_OPENID_URL ?? `${v2}/.well-known/openid-configuration`,
      // An application registered for v1.0 tokens gets them from the tenant's older issuer.
      issuers: env.RECORDER_ADMIN_ISSUERS ?? [v2, `${cloud.entraV1Issuer}/${tenantId}/`],
      audiences: env.RECORDER_ADMIN_AUDIENCE ?? [clientId, `api://${clientId}`],
      requestsPerMinute: env.RECORDER_ADMIN_REQUESTS_PER_MINUTE,
    };
    this.console = {
      clientId: env.RECORDER_CONSOLE_CLIENT_ID ?? clientId,
      scope: env.RECORDER_CONSOLE_SCOPE ?? `${clientId}/access_as_user`,
      loginOrigin: env.RECORDER_CONSOLE_LOGIN_ORIGIN ?? null,
      dir: env.RECORDER_CONSOLE_DIR ?? null,
    };
    this.media = { audience: env.RECORDER_MEDIA_AUDIENCE ?? `api://${clientId}` };
    this.quotas = {
      liveCalls: env.RECORDER_QUOTA_LIVE_CALLS || null,
      monthlyCalls: env.RECORDER_QUOTA_MONTHLY_CALLS || null,
    };
    this.traces = Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
    this.shutdownGraceSeconds = env.RECORDER_SHUTDOWN_GRACE_SECONDS;
    this.logLevel = env.RECORDER_LOG_LEVEL;
    deepFreeze(this);
  }

  /**
   * Reads the configuration from environment variables and the files they name.
   * @throws ConfigFaults with every fault at once
   */
  static load(env: RawEnvironment): Config {
    return new Config(env);
  }
}

function deepFreeze(value: object): void {
  Object.freeze(value);
  for (const member of Object.values(value) as unknown[]) {
    if (typeof member === 'object' && member !== null) deepFreeze(member);
  }
}
