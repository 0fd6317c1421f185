import { Inject, Injectable } from '@nestjs/common';
import { Issuers, nowSeconds } from '../tokens/issuers.js';
import type { JWTPayload } from 'jose';
import { invalidToken, missingPermissions, tenantMismatch } from './graph-refusal.js';
import { VERBS, type Verb } from './verbs.js';

const MEMO = 1_000;

/** Who calls, and whether an admin allowed it: Graph's door. */
@Injectable()
export class GraphAccess {
  private readonly verified = new Map<string, JWTPayload>();

  constructor(@Inject(Issuers) private readonly issuers: Issuers) {}

  /** Throws GraphRefusal: 401 for a token that is no token for Graph, 403 for one that lacks consent or is another tenant's. */
  async check(authorization: string | undefined, verb: Verb, callTenantId: string | null): Promise<void> {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw invalidToken('Access token is empty.');
    const claims = await this.claims(token);
    const audience = String(claims.aud);
    if (audience.startsWith('api://') || !/^(https?:\/\/|00000003-)/.test(audience)) {
      throw invalidToken('Access token validation failure. Invalid audience.');
    }
    const needed: readonly string[] = VERBS[verb].roles;
    const granted = Array.isArray(claims.roles) ? (claims.roles as string[]) : [];
    if (needed.length > 0 && !needed.some((role) => granted.includes(role))) throw missingPermissions();
    if (callTenantId !== null && claims.tid !== callTenantId.toLowerCase()) throw tenantMismatch();
  }

  /** Callers use one token for an hour, so most checks are one look-up. */
  private async claims(token: string): Promise<JWTPayload> {
    const known = this.verified.get(token);
    if (known && (known.exp ?? 0) > nowSeconds()) return known;
    try {
      const claims = await this.issuers.entra.verify(token);
      if (this.verified.size >= MEMO) this.verified.clear();
      this.verified.set(token, claims);
      return claims;
    } catch (error) {
      const why =
        error instanceof Error && error.name === 'JWTExpired'
          ? 'Lifetime validation failed, the token is expired.'
          : 'Access token validation failure.';
      throw invalidToken(why);
    }
  }
}
