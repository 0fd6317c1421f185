import { Inject, Injectable } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import { createHash, randomUUID } from 'node:crypto';
import { Settings } from '../../settings.js';
import { Issuers, nowSeconds } from '../../tokens/issuers.js';
import { clientInfoOf, type Identity, type SignedIn } from './identity.js';
import { RefreshTokens } from './refresh-tokens.js';
import { API_SCOPE, requestedScopes, type RequestedScopes } from './requested-scopes.js';

const LIFE_SECONDS = 3_599;
/** Entra page "Refresh tokens": those of a single-page application live for 24 hours, and are not prolonged. */
const REFRESHABLE_MS = 24 * 3_600_000;
const GRAPH = '00000003-0000-0000-c000-000000000000';

export interface TokensWanted {
  readonly signedIn: SignedIn;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly clientInfo: boolean;
  /** Milliseconds since 1970. */
  readonly refreshableUntil: number;
}

/** Tokens of people, in the shape of Entra's v2.0 tokens (Entra pages "Access token claims", "ID token claims"). */
@Injectable()
export class PersonTokens {
  constructor(
    @Inject(Issuers) private readonly issuers: Issuers,
    private readonly refreshTokens: RefreshTokens,
    private readonly settings: Settings,
  ) {}

  /** For one who signs in `at`; both in milliseconds since 1970. */
  refreshableUntil(at: number): number {
    return at + REFRESHABLE_MS;
  }

  /** What the token endpoint answers. Throws EntraRefusal for scopes that there are not. */
  async answer({ signedIn, scope, nonce, clientInfo, refreshableUntil }: TokensWanted): Promise<object> {
    const scopes = requestedScopes(scope, this.settings.clientId);
    return {
      token_type: 'Bearer',
      scope: scopes.granted,
      expires_in: LIFE_SECONDS,
      ext_expires_in: LIFE_SECONDS,
      access_token: await this.accessToken(signedIn, scopes),
      ...(scopes.refreshToken && {
        refresh_token: this.refreshTokens.issue({ signedIn, scope }, refreshableUntil),
        refresh_token_expires_in: Math.max(0, Math.floor((refreshableUntil - Date.now()) / 1_000)),
      }),
      ...(scopes.idToken && { id_token: await this.idToken(signedIn, nonce) }),
      ...(clientInfo && { client_info: clientInfoOf(signedIn.identity) }),
    };
  }

  private accessToken(signedIn: SignedIn, { ofApi, granted }: RequestedScopes): Promise<string> {
    return this.issuers.entra.sign({
      ...this.claims(signedIn),
      aud: ofApi ? this.settings.clientId : GRAPH,
      azp: signedIn.clientId,
      // A public client: it proved to be nothing but the one that had asked.
      azpacr: '0',
      scp: ofApi ? API_SCOPE : granted,
      ...(ofApi && rolesOf(signedIn.identity)),
    });
  }

  private idToken(signedIn: SignedIn, nonce: string | undefined): Promise<string> {
    return this.issuers.entra.sign({
      ...this.claims(signedIn),
      aud: signedIn.clientId,
      ...(nonce !== undefined && { nonce }),
      ...rolesOf(signedIn.identity),
    });
  }

  /** The issuer is what recorders are set to, and not the origin asked: that is another for every way to this desk. */
  private claims({ clientId, identity }: SignedIn): JWTPayload {
    const { oid, tenantId, name, username } = identity;
    const iat = nowSeconds();
    return {
      iss: `${this.settings.publicUrl}/${tenantId}/v2.0`,
      iat,
      nbf: iat,
      exp: iat + LIFE_SECONDS,
      name,
      oid,
      preferred_username: username,
      // Pairwise: another application is told another one.
      sub: createHash('sha256').update(`${clientId}/${oid}`).digest('base64url'),
      tid: tenantId,
      uti: randomUUID().replaceAll('-', ''),
      ver: '2.0',
    };
  }
}

/** Entra leaves the claim out when nothing was assigned. */
function rolesOf({ roles }: Identity): { roles?: readonly string[] } {
  return roles.length > 0 ? { roles } : {};
}
