import { decodeProtectedHeader, errors, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import type { Clock } from '../clock.js';
import type { HttpClient } from '../http/http-client.js';
import type { Log } from '../logging.js';
import { RecentlyUsed } from '../recently-used.js';
import { OpenIdEndpoint } from './openid-endpoint.js';
import { TokenRefused } from './token-refused.errors.js';
import { hashOfToken, type VerifiedToken } from './verified-token.js';

const MAX_TOKEN_BYTES = 8 * 1024;
const SKEW_SECONDS = 300;
/** Teams shows one token for an hour, and a signature costs more than all other work on a notification's token. */
const MOST_REMEMBERED = 10_000;

export interface TokenExpectation {
  /** Compared after one trailing slash has been removed from either side. */
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
}

/**
 * Checks signed tokens against the keys that OpenID documents publish (protocol §11.2, §11.3). Keys are fetched in the
 * background every hour, and kept for up to 24 hours while their endpoint is down; a new key is picked up when its id
 * is first seen, a withdrawn one is dropped with the next fetch. A token is believed if any of the documents has its key.
 * A token's signature is checked once for every fetch of its key, not once for every request that shows it.
 */
export class OpenIdKeys {
  private readonly endpoints: readonly OpenIdEndpoint[];
  private readonly verified = new RecentlyUsed<VerifiedToken>(MOST_REMEMBERED);

  constructor(
    http: HttpClient,
    log: Log,
    private readonly clock: Clock,
    openIdUrls: readonly string[],
  ) {
    this.endpoints = openIdUrls.map((url) => new OpenIdEndpoint(http, log, clock, url));
  }

  /** True when the keys of at least one document are at hand. */
  get ready(): boolean {
    return this.endpoints.some((endpoint) => endpoint.ready);
  }

  /** Fetches every document once; resolves also when none of them answers. */
  async start(): Promise<void> {
    await Promise.all(this.endpoints.map((endpoint) => endpoint.refresh()));
  }

  stop(): void {
    for (const endpoint of this.endpoints) endpoint.stop();
  }

  /**
   * The claims of a token that is signed, current, and meant for us.
   * @throws TokenRefused with the first check that failed
   */
  async verify(token: string, expect: TokenExpectation): Promise<JWTPayload> {
    if (Buffer.byteLength(token) > MAX_TOKEN_BYTES) throw new TokenRefused('too-large');
    const hash = hashOfToken(token, [expect.issuers, expect.audiences]);
    const known = this.verified.find(hash);
    if (known && this.stillHolds(known)) return known.claims;
    this.verified.forget(hash);
    const verified = await this.check(token, expect);
    this.verified.remember(hash, verified);
    return verified.claims;
  }

  /**
   * Nothing that could change the verdict has happened since. Every fetch makes new keys, so one that was withdrawn, or
   * replaced under its id, is held no longer, and neither is one that has become too old to be believed.
   */
  private stillHolds({ kid, key, claims: { exp = 0 } }: VerifiedToken): boolean {
    return exp > Math.floor(this.clock.now().getTime() / 1000) - SKEW_SECONDS && this.held(kid).includes(key);
  }

  private async check(token: string, expect: TokenExpectation): Promise<VerifiedToken> {
    const kid = keyIdOf(token);
    // Two documents may use one key id; the signature tells whose it is.
    for (const key of await this.keysFor(kid)) {
      try {
        return { kid, key, claims: Object.freeze(await this.claimsOf(token, key, expect)) };
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw refusalOf(error);
      }
    }
    throw new TokenRefused('signature');
  }

  private async keysFor(kid: string): Promise<CryptoKey[]> {
    const held = this.held(kid);
    if (held.length > 0) return held;
    await Promise.all(this.endpoints.map((endpoint) => endpoint.refreshForUnknownKey()));
    const fetched = this.held(kid);
    if (fetched.length === 0) throw new TokenRefused(this.ready ? 'unknown-key' : 'keys-unavailable');
    return fetched;
  }

  private held(kid: string): CryptoKey[] {
    return this.endpoints.flatMap((endpoint) => endpoint.key(kid) ?? []);
  }

  private async claimsOf(token: string, key: CryptoKey, expect: TokenExpectation): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      audience: [...expect.audiences],
      requiredClaims: ['exp'],
      clockTolerance: SKEW_SECONDS,
      currentDate: this.clock.now(),
    });
    const issuer = payload.iss && withoutSlash(payload.iss);
    if (!issuer || !expect.issuers.some((known) => withoutSlash(known) === issuer)) throw new TokenRefused('issuer');
    return payload;
  }
}

/** The key id of an RS256 token. Everything else is refused here, before a key is looked for. */
function keyIdOf(token: string): string {
  const { alg, kid } = headerOf(token);
  if (alg !== 'RS256') throw new TokenRefused('algorithm');
  if (typeof kid !== 'string' || kid === '') throw new TokenRefused('no-key-id');
  return kid;
}

function headerOf(token: string): { alg?: unknown; kid?: unknown } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new TokenRefused('malformed');
  }
}

function refusalOf(error: unknown): TokenRefused {
  if (error instanceof TokenRefused) return error;
  if (error instanceof errors.JWTExpired) return new TokenRefused('expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return new TokenRefused('audience');
    if (error.claim === 'nbf') return new TokenRefused('not-yet-valid');
    if (error.claim === 'exp') return new TokenRefused('no-expiry');
  }
  return new TokenRefused('malformed');
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
