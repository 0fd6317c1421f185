import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { mediaHostHeartbeat, mediaHostId } from '@app/contracts';

const port = z.coerce.number().int().min(1).max(65_535);
const text = z.string().min(1);
const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim().replace(/\/+$/, ''))
    .filter((item) => item !== ''),
);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

const environment = z.object({
  MEDIA_HOST_ID: mediaHostId,
  MEDIA_HOST_HTTP_PORT: port,
  MEDIA_HOST_URL: mediaHostHeartbeat.shape.url,
  MEDIA_HOST_MEDIA_PORT: port,
  MEDIA_HOST_REGION: mediaHostHeartbeat.shape.region,
  MEDIA_HOST_FAILURE_DOMAIN: mediaHostHeartbeat.shape.failureDomain,
  MEDIA_HOST_MAX_CALLS: z.coerce.number().pipe(mediaHostHeartbeat.shape.maxCalls),
  MEDIA_HOST_DATA_DIR: text,
  MEDIA_HOST_SEGMENT_SECONDS: z.coerce.number().min(0.1).max(3_600).default(5),
  MEDIA_HOST_RECORDER_URLS: list.pipe(z.array(url).min(1)),
  MEDIA_HOST_ENTRA_AUTHORITY_URL: z
    .url({ protocol: /^https$/, error: 'must be https: MSAL takes no other authority' })
    .transform((value) => value.replace(/\/+$/, ''))
    .default('https://login.microsoftonline.com'),
  MEDIA_HOST_ENTRA_TENANT_ID: text,
  MEDIA_HOST_ENTRA_CLIENT_ID: text,
  MEDIA_HOST_ENTRA_CLIENT_SECRET: text,
  MEDIA_HOST_RECORDER_AUDIENCE: text,
  MEDIA_HOST_OPENID_URL: url,
  MEDIA_HOST_ISSUERS: list,
  MEDIA_HOST_AUDIENCE: list,
  MEDIA_HOST_LOG_LEVEL: text.default('info'),
});

/** What an operator decided about this host, read once at start. */
export class Settings {
  readonly hostId: string;
  readonly httpPort: number;
  /** Where recorders reach this host. */
  readonly url: string;
  readonly mediaPort: number;
  readonly region: string;
  /** What fails together with this host; undefined: its region. */
  readonly failureDomain: string | undefined;
  readonly maxCalls: number;
  readonly dataDir: string;
  readonly segmentSeconds: number;
  readonly recorderUrls: readonly string[];
  readonly entra: { authorityUrl: string; tenantId: string; clientId: string; clientSecret: string };
  /** Resource of the token that this host shows to recorders. */
  readonly recorderAudience: string;
  /** How the recorders' tokens are checked. */
  readonly control: { openIdUrl: string; issuers: readonly string[]; audiences: readonly string[] };
  readonly logLevel: string;

  /** Throws a ZodError that names every variable at fault, and quotes none. */
  constructor(env: Readonly<Record<string, string | undefined>>) {
    const value = environment.parse(withSecretFile(env));
    this.hostId = value.MEDIA_HOST_ID;
    this.httpPort = value.MEDIA_HOST_HTTP_PORT;
    this.url = value.MEDIA_HOST_URL;
    this.mediaPort = value.MEDIA_HOST_MEDIA_PORT;
    this.region = value.MEDIA_HOST_REGION;
    this.failureDomain = value.MEDIA_HOST_FAILURE_DOMAIN;
    this.maxCalls = value.MEDIA_HOST_MAX_CALLS;
    this.dataDir = value.MEDIA_HOST_DATA_DIR;
    this.segmentSeconds = value.MEDIA_HOST_SEGMENT_SECONDS;
    this.recorderUrls = value.MEDIA_HOST_RECORDER_URLS;
    this.entra = {
      authorityUrl: value.MEDIA_HOST_ENTRA_AUTHORITY_URL,
      tenantId: value.MEDIA_HOST_ENTRA_TENANT_ID,
      clientId: value.MEDIA_HOST_ENTRA_CLIENT_ID,
      clientSecret: value.MEDIA_HOST_ENTRA_CLIENT_SECRET,
    };
    this.recorderAudience = value.MEDIA_HOST_RECORDER_AUDIENCE;
    this.control = {
      openIdUrl: value.MEDIA_HOST_OPENID_URL,
      issuers: value.MEDIA_HOST_ISSUERS,
      audiences: value.MEDIA_HOST_AUDIENCE,
    };
    this.logLevel = value.MEDIA_HOST_LOG_LEVEL;
  }

  /** A host that is reached on this machine only listens on this machine only. TLS ends at a proxy in front of others. */
  get listenOn(): string {
    return this.url.startsWith('http:') ? '127.0.0.1' : '0.0.0.0';
  }

  /** What media sources dial: the same name under which recorders know this host. */
  get mediaHostName(): string {
    return new URL(this.url).hostname;
  }
}

/** An empty variable counts as unset; the secret may also come from a file. */
function withSecretFile(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const set = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('MEDIA_HOST_') && value),
  );
  const file = set.MEDIA_HOST_ENTRA_CLIENT_SECRET_FILE;
  return file ? { ...set, MEDIA_HOST_ENTRA_CLIENT_SECRET: readFileSync(file, 'utf8').trim() } : set;
}
