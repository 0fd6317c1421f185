import { z } from 'zod';
import { NATIONAL_CLOUDS, type GraphCloud } from './national-clouds.js';
import { guid, httpsUrl, list, origin, rootUrl, url, urls, whole } from './setting-types.js';

export interface AboutSetting {
  group: string;
  /** Meaning and unit, for docs/configuration.md and .env.example. */
  description: string;
  /** What unset means, where the schema itself gives no default. */
  unset?: string;
  /** `value`: never shown, may also come from `<NAME>_FILE`. `file`: the variable names a file whose content is the secret. */
  secret?: 'value' | 'file';
}

export const about = z.registry<AboutSetting>();

/** Read from a file or the environment alike. */
const secret = z.string();
/** A collector stands beside the recorder, as a rule, and gets no secrets. */
const collectorUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const clouds = Object.keys(NATIONAL_CLOUDS) as [GraphCloud, ...GraphCloud[]];

const pemWithKeyAndChain = secret.refine(
  (pem) => pem.includes('-----BEGIN CERTIFICATE-----') && /-----BEGIN (RSA |EC )?PRIVATE KEY-----/.test(pem),
  'must be a PEM file with the private key and the certificate chain',
);

/** Every setting there is. Names are promises; an empty variable counts as unset. */
export const environment = z.object({
  RECORDER_DATABASE_URL: secret
    .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL')
    .optional()
    .register(about, {
      group: 'Database',
      description: 'Postgres 15 or newer, as `postgresql://user:password@host/database`.',
      unset: 'an embedded real Postgres under `RECORDER_DATA_DIR`',
      secret: 'value',
    }),
  RECORDER_DATA_DIR: z.string().optional().register(about, {
    group: 'Database',
    description: 'Directory of the embedded Postgres and of what `npm start` keeps.',
    unset: '`./.data`; as root, when other users cannot reach that, a directory under `/var/lib/witness`',
  }),

  RECORDER_HTTP_HOST: z.string().default('0.0.0.0').register(about, {
    group: 'HTTP',
    description: 'Address on which the recorder listens.',
  }),
  RECORDER_HTTP_PORT: whole(1, 65_535).default(3978).register(about, {
    group: 'HTTP',
    description: 'Port on which the recorder listens.',
  }),
  RECORDER_HTTP_PUBLIC_URL: rootUrl.optional().register(about, {
    group: 'HTTP',
    description: 'https root that Teams reaches; callbackUri and inviteUri are built on it.',
    unset: 'required, unless Graph is on a loopback address (development): then `http://127.0.0.1:<port>`',
  }),

  RECORDER_GRAPH_CLOUD: z
    .enum(clouds, `must be one of ${clouds.join(', ')}`)
    .default('global')
    .register(about, {
      group: 'Microsoft Graph',
      description: `One of ${clouds.map((cloud) => `\`${cloud}\``).join(', ')}: sets the roots of Graph and of the login authority, and how tokens of Teams are checked.`,
    }),
  RECORDER_GRAPH_URL: url.pipe(rootUrl).optional().register(about, {
    group: 'Microsoft Graph',
    description: 'Override of the Graph root.',
    unset: "the cloud's, e.g. `https://graph.microsoft.com`",
  }),
  RECORDER_GRAPH_VERSION: z.enum(['v1.0', 'beta'], 'must be v1.0 or beta').default('v1.0').register(about, {
    group: 'Microsoft Graph',
    description: '`v1.0` or `beta`.',
  }),

  RECORDER_ENTRA_AUTHORITY_URL: httpsUrl.optional().register(about, {
    group: 'Microsoft Entra ID',
    description: 'Override of the root of the login authority, always https; the tenant is appended.',
    unset: "the cloud's, e.g. `https://login.microsoftonline.com`",
  }),
  RECORDER_ENTRA_TENANT_ID: guid().register(about, {
    group: 'Microsoft Entra ID',
    description: "The application's home tenant.",
    unset: 'required',
  }),
  RECORDER_ENTRA_CLIENT_ID: guid().register(about, {
    group: 'Microsoft Entra ID',
    description: "The application's (client) id.",
    unset: 'required',
  }),
  RECORDER_ENTRA_CLIENT_SECRET: secret.optional().register(about, {
    group: 'Microsoft Entra ID',
    description: "The application's credential: either this secret or the certificate below.",
    unset: 'the certificate is required',
    secret: 'value',
  }),
  RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE: pemWithKeyAndChain.optional().register(about, {
    group: 'Microsoft Entra ID',
    description: "The application's credential: a PEM file with private key and certificate chain.",
    unset: 'the secret is required',
    secret: 'file',
  }),

  RECORDER_CALLS_OPENID_URL: urls.optional().register(about, {
    group: 'Calls from Teams',
    description: 'OpenID documents with the keys that sign what Teams posts to us, comma-separated.',
    unset: "the cloud's; required for `usgov-l5` and `china`, where Microsoft documents none",
  }),
  RECORDER_CALLS_ISSUERS: list.optional().register(about, {
    group: 'Calls from Teams',
    description: 'Issuers accepted in tokens of Teams, comma-separated.',
    unset: "the cloud's; required for `usgov-l5` and `china`",
  }),
  RECORDER_CALLS_AUDIENCE: list.optional().register(about, {
    group: 'Calls from Teams',
    description: 'Audiences accepted in tokens of Teams, comma-separated.',
    unset: 'the client id',
  }),
  RECORDER_CALLS_TENANTS: z
    .union([z.literal('*'), list.pipe(z.array(guid()))], 'must be * or a comma-separated list of GUIDs')
    .optional()
    .register(about, {
      group: 'Calls from Teams',
      description: 'Tenants served, comma-separated; `*` for any.',
      unset: 'the home tenant',
    }),
  RECORDER_CALL_KEEP_ALIVE_SECONDS: whole(1, 1_800).default(600).register(about, {
    group: 'Calls from Teams',
    description:
      'Seconds between two keepAlive requests for an open call, give or take a tenth; 1 to 1800. Graph ends a call after 45 minutes without one.',
  }),

  RECORDER_PAUSE_LIMIT_SECONDS: whole(1, 86_400).default(3_600).register(about, {
    group: 'Calls from Teams',
    description: 'Longest that somebody may pause a recording; it goes on by itself then.',
  }),

  RECORDER_ADMIN_OPENID_URL: url.optional().register(about, {
    group: 'Admin and media-host routes',
    description: 'OpenID document with the keys of the Entra tokens that open these routes.',
    unset: "the home tenant's, at the login authority",
  }),
  RECORDER_ADMIN_ISSUERS: list.optional().register(about, {
    group: 'Admin and media-host routes',
    description:
      'Issuers accepted in Entra tokens, comma-separated. Where one is of another tenant, people sign in to the console at `organizations`.',
    unset: "the home tenant's, of v2.0 and v1.0 tokens",
  }),
  RECORDER_ADMIN_AUDIENCE: list.optional().register(about, {
    group: 'Admin and media-host routes',
    description: 'Audiences accepted in Entra tokens, comma-separated.',
    unset: 'the client id, with or without `api://`',
  }),
  RECORDER_ADMIN_REQUESTS_PER_MINUTE: whole(1, 1_000_000).default(6_000).register(about, {
    group: 'Admin and media-host routes',
    description: 'Requests to the admin API that one recorder takes from one caller in a minute.',
  }),
  RECORDER_MEDIA_AUDIENCE: z.string().optional().register(about, {
    group: 'Admin and media-host routes',
    description: 'Audience of the token that the recorder shows to media hosts; `/.default` is appended to ask for it.',
    unset: '`api://` and the client id',
  }),

  RECORDER_CONSOLE_CLIENT_ID: guid().optional().register(about, {
    group: 'Console',
    description:
      'Client id with which people sign in to the console, where its registration is not the application itself.',
    unset: 'the client id',
  }),
  RECORDER_CONSOLE_SCOPE: z.string().regex(/^\S+$/, 'must be one scope').optional().register(about, {
    group: 'Console',
    description: 'Scope for which the console asks: that of the admin API, as the application exposes it.',
    unset: 'the client id and `/access_as_user`',
  }),
  RECORDER_CONSOLE_LOGIN_ORIGIN: origin.optional().register(about, {
    group: 'Console',
    description:
      'Development only: origin at which a browser reaches the login authority, e.g. `http://127.0.0.1:4501`, since no browser trusts the certificate of the Teams simulator.',
    unset: "the authority's own",
  }),
  RECORDER_CONSOLE_DIR: z.string().optional().register(about, {
    group: 'Console',
    description:
      'Directory of the built console, with its `index.html`. Without it `/console/` is 404, and all else works.',
    unset: "`dist/console` of this program's build",
  }),

  RECORDER_QUOTA_LIVE_CALLS: whole(0, 1_000_000).default(100).register(about, {
    group: 'Capacity planning',
    description:
      "Calls at one time against which `GET /admin/v1/capacity` holds the trend; `0`: none. A warning line that refuses nothing: an older copy of Graph's throttling limits named 100 for an application, the current one does not.",
  }),
  RECORDER_QUOTA_MONTHLY_CALLS: whole(0, 1_000_000_000).default(10_000).register(about, {
    group: 'Capacity planning',
    description:
      'Calls of a calendar month against which it holds the trend; `0`: none. A warning line of the same source, which named 10,000.',
  }),

  RECORDER_SHUTDOWN_GRACE_SECONDS: whole(0, 600).default(10).register(about, {
    group: 'Operation',
    description: 'How long claimed work may finish after SIGTERM.',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl.optional().register(about, {
    group: 'Operation',
    description:
      "Root of an OpenTelemetry collector that takes OTLP over HTTP, plain http allowed: traces are sent to its `/v1/traces`. The other `OTEL_…` variables of OpenTelemetry's SDK apply, such as `OTEL_TRACES_SAMPLER` and `OTEL_EXPORTER_OTLP_HEADERS`.",
    unset: 'no traces, unless the next is set',
  }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl.optional().register(about, {
    group: 'Operation',
    description: 'The same for traces alone, with its path.',
    unset: 'the one before',
  }),
  RECORDER_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info')
    .register(about, { group: 'Operation', description: '`debug`, `info`, `warn`, `error` or `silent`.' }),
});

export type Environment = z.output<typeof environment>;
export type SettingName = keyof Environment;
export const settingNames = Object.keys(environment.shape) as SettingName[];
