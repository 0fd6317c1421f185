import { importJWK, type CryptoKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import { isLoopback } from '../http/loopback.js';
import { HttpFault, type HttpClient } from '../http/http-client.js';
import type { Log } from '../logging.js';
import { outsideTraces } from '../tracing/spans.js';

const REFRESH_MS = 60 * 60_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;
/** How long keys are believed while their issuer cannot be asked (protocol §11.3). */
const STALE_AFTER_MS = 24 * 60 * 60_000;
/** Made-up key ids must not become a storm at the issuer (protocol §11.2). */
const UNKNOWN_KEY_PAUSE_MS = 60_000;
const TIMEOUT_MS = 3_000;

const metadata = z.object({ jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string().optional() })) });

interface LoadedKeys {
  readonly byId: ReadonlyMap<string, CryptoKey>;
  readonly at: number;
}

/** The signing keys that one OpenID document leads to: fetched ahead of need, replaced as a whole, kept when it fails. */
export class OpenIdEndpoint {
  private loaded: LoadedKeys | null = null;
  private fetching: Promise<void> | null = null;
  private lastUnknownKeyFetch = -Infinity;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly http: HttpClient,
    private readonly log: Log,
    private readonly clock: Clock,
    private readonly url: string,
  ) {}

  get ready(): boolean {
    return this.loaded !== null && this.now() - this.loaded.at < STALE_AFTER_MS;
  }

  key(kid: string): CryptoKey | undefined {
    return this.ready ? this.loaded?.byId.get(kid) : undefined;
  }

  /** Fetches now, or joins the fetch under way, and plans the next one. Never rejects. */
  refresh(): Promise<void> {
    this.fetching ??= this.fetch().finally(() => (this.fetching = null));
    return this.fetching;
  }

  /** A key id that nobody knows may be a new key, once a minute. */
  async refreshForUnknownKey(): Promise<void> {
    if (this.fetching) return this.fetching;
    if (this.now() - this.lastUnknownKeyFetch < UNKNOWN_KEY_PAUSE_MS) return;
    this.lastUnknownKeyFetch = this.now();
    await this.refresh();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async fetch(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const document = metadata.parse(await this.getJson(this.url));
      // A set without a usable key is a fault of the issuer's, not the end of every key it had.
      const byId = await importKeys(keySet.parse(await this.getJson(secure(document.jwks_uri))));
      if (byId.size === 0) throw new Error('no usable key');
      this.loaded = { byId, at: this.now() };
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      this.log.warn('OpenID keys could not be fetched', {
        url: this.url,
        fault: faultOf(error),
        attempt: this.failures,
      });
    }
    this.plan(this.failures === 0 ? REFRESH_MS : Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.failures - 1)));
  }

  private plan(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void outsideTraces(() => this.refresh()), delayMs);
    this.timer.unref();
  }

  private async getJson(url: string): Promise<unknown> {
    const headers = { accept: 'application/json' };
    const { status, text } = await this.http.request({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS });
    if (status !== 200) throw new Error(`status ${status}`);
    return JSON.parse(text);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

/** Keys for RS256 signatures by id; what is meant for something else, or cannot be read, is left out. */
async function importKeys({ keys }: z.infer<typeof keySet>): Promise<Map<string, CryptoKey>> {
  const byId = new Map<string, CryptoKey>();
  for (const { kid, ...jwk } of keys) {
    if (!kid || jwk.kty !== 'RSA' || jwk.use === 'enc' || (jwk.alg !== undefined && jwk.alg !== 'RS256')) continue;
    const key = await importJWK({ kty: 'RSA', n: String(jwk.n), e: String(jwk.e) }, 'RS256').catch(() => null);
    if (key && !(key instanceof Uint8Array)) byId.set(kid, key);
  }
  return byId;
}

/** Keys that came over plain http could be anybody's; from one's own machine they cannot. */
function secure(url: string): string {
  if (!url.startsWith('https:') && !isLoopback(url)) throw new Error('jwks_uri is not https');
  return url;
}

function faultOf(error: unknown): string {
  if (error instanceof HttpFault) return error.fault;
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'not a document of the expected form';
  return error instanceof Error ? error.message : 'unknown';
}
