import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const environment = z.object({
  SIMULATOR_HOST: z.string().default('127.0.0.1'),
  SIMULATOR_HTTPS_PORT: port.default(4500),
  SIMULATOR_HTTP_PORT: port.default(4501),
  /** What `iss` of people's and of the control API's tokens says. Tokens of applications name the origin that was asked. */
  SIMULATOR_PUBLIC_URL: z.url().optional(),
  SIMULATOR_TLS_KEY_FILE: z.string().optional(),
  SIMULATOR_TLS_CERT_FILE: z.string().optional(),
  SIMULATOR_DESK_URL: z.url().optional(),
  SIMULATOR_RECORDER_URLS: list.default(['http://127.0.0.1:3978/api/calls']),
  SIMULATOR_TENANT_ID: z.string().default('0f6c2a9e-1111-4a5b-8c3d-2e4f60718293'),
  SIMULATOR_CLIENT_ID: z.string().default('7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b'),
  SIMULATOR_CLIENT_SECRET: z.string().default('development-secret-of-the-recorder'),
  SIMULATOR_CLIENT_CERTIFICATE_FILE: z.string().optional(),
  SIMULATOR_MEDIA_HOST_CLIENT_ID: z.string().default('2c9e1f70-5555-4b3a-8d21-6f7a8b9c0d1e'),
  SIMULATOR_MEDIA_HOST_CLIENT_SECRET: z.string().default('development-secret-of-the-media-hosts'),
  /** Where people may be sent once they have signed in; compared letter by letter, as Entra does. */
  SIMULATOR_CONSOLE_REDIRECT_URIS: list
    .pipe(z.array(z.url()))
    .default(
      ['http://127.0.0.1:3978', 'http://localhost:3978'].flatMap((recorder) => [
        `${recorder}/console/`,
        `${recorder}/console/redirect.html`,
      ]),
    ),
  SIMULATOR_GRAPH_LATENCY_MS: z.coerce.number().min(0).default(0),
  SIMULATOR_KEEP_ALIVE_LIMIT_SECONDS: z.coerce
    .number()
    .positive()
    .default(45 * 60),
  SIMULATOR_LOG_LEVEL: z.string().default('info'),
});

/** Who the simulated tenant, its applications and its callers are, and where the simulator listens. */
export class Settings {
  readonly host: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly tls: { keyFile: string; certFile: string } | null;
  readonly publicUrl: string;
  /** Where programs of this system are broken on purpose. */
  readonly deskUrl: string | null;
  readonly recorderUrls: readonly string[];
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientCertificateFile: string | null;
  readonly mediaHostClientId: string;
  readonly mediaHostClientSecret: string;
  readonly consoleRedirectUris: readonly string[];
  readonly graphLatencyMs: number;
  readonly keepAliveLimitMs: number;
  readonly logLevel: string;

  /** Throws a ZodError that names every variable at fault. */
  constructor(env: Readonly<Record<string, string | undefined>>) {
    const set = Object.fromEntries(
      Object.entries(env).filter(([name, value]) => name.startsWith('SIMULATOR_') && value),
    );
    const value = environment.parse(set);
    this.host = value.SIMULATOR_HOST;
    this.httpPort = value.SIMULATOR_HTTP_PORT;
    this.httpsPort = value.SIMULATOR_HTTPS_PORT;
    this.tls =
      value.SIMULATOR_TLS_KEY_FILE && value.SIMULATOR_TLS_CERT_FILE
        ? { keyFile: value.SIMULATOR_TLS_KEY_FILE, certFile: value.SIMULATOR_TLS_CERT_FILE }
        : null;
    this.publicUrl =
      value.SIMULATOR_PUBLIC_URL ??
      (this.tls ? `https://localhost:${this.httpsPort}` : `http://localhost:${this.httpPort}`);
    this.deskUrl = value.SIMULATOR_DESK_URL ?? null;
    this.recorderUrls = value.SIMULATOR_RECORDER_URLS;
    this.tenantId = value.SIMULATOR_TENANT_ID;
    this.clientId = value.SIMULATOR_CLIENT_ID;
    this.clientSecret = value.SIMULATOR_CLIENT_SECRET;
    this.clientCertificateFile = value.SIMULATOR_CLIENT_CERTIFICATE_FILE ?? null;
    this.mediaHostClientId = value.SIMULATOR_MEDIA_HOST_CLIENT_ID;
    this.mediaHostClientSecret = value.SIMULATOR_MEDIA_HOST_CLIENT_SECRET;
    this.consoleRedirectUris = value.SIMULATOR_CONSOLE_REDIRECT_URIS;
    this.graphLatencyMs = value.SIMULATOR_GRAPH_LATENCY_MS;
    this.keepAliveLimitMs = value.SIMULATOR_KEEP_ALIVE_LIMIT_SECONDS * 1_000;
    this.logLevel = value.SIMULATOR_LOG_LEVEL;
  }
}
