import { Inject, Injectable } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import { Settings } from '../settings.js';
import { Issuers, nowSeconds } from '../tokens/issuers.js';

export const PLATFORM_ISSUER = 'https://api.botframework.com';
/** Life of a token as printed on the Teams page "Incoming call notifications". */
const LIFE_SECONDS = 65 * 60;

export const TOKEN_FLAWS = [
  'expired',
  'notYetValid',
  'wrongAudience',
  'wrongIssuer',
  'algNone',
  'unknownKid',
  'foreignKey',
  'otherTenant',
  'noTenant',
] as const;
export type TokenFlaw = (typeof TOKEN_FLAWS)[number];

/** The bearer tokens that the calling platform shows to the calling webhook. */
@Injectable()
export class PlatformTokens {
  private readonly fresh = new Map<string, { token: Promise<string>; until: number }>();

  constructor(
    @Inject(Issuers) private readonly issuers: Issuers,
    private readonly settings: Settings,
  ) {}

  /** One token serves many notifications: it is bound to tenant and application, not to a body. */
  async forTenant(tenantId: string): Promise<string> {
    const known = this.fresh.get(tenantId);
    if (known && known.until > nowSeconds()) return known.token;
    const token = this.issuers.callingPlatform.sign(this.claims(tenantId));
    this.fresh.set(tenantId, { token, until: nowSeconds() + LIFE_SECONDS / 2 });
    return token;
  }

  async rotateKeys(options: { retireOld: boolean }): Promise<string> {
    const kid = await this.issuers.callingPlatform.rotate(options);
    this.fresh.clear();
    return kid;
  }

  /** A token that a careful webhook refuses, for exactly the reason named. */
  async flawed(flaw: TokenFlaw, tenantId: string): Promise<string> {
    const claims = this.claims(tenantId);
    const ring = this.issuers.callingPlatform;
    const hour = 3_600;
    switch (flaw) {
      case 'expired':
        return ring.sign({
          ...claims,
          iat: nowSeconds() - 3 * hour,
          nbf: nowSeconds() - 3 * hour,
          exp: nowSeconds() - hour,
        });
      case 'notYetValid':
        return ring.sign({ ...claims, nbf: nowSeconds() + hour, exp: nowSeconds() + 2 * hour });
      case 'wrongAudience':
        return ring.sign({ ...claims, aud: randomUUID() });
      case 'wrongIssuer':
        return ring.sign({ ...claims, iss: 'https://issuer.example' });
      case 'algNone':
        return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;
      case 'unknownKid':
        return ring.sign(claims, randomUUID());
      case 'foreignKey':
        return this.issuers.entra.sign(claims, ring.published().keys[0]?.kid);
      case 'otherTenant':
        return ring.sign({ ...claims, tid: randomUUID() });
      case 'noTenant': {
        const { tid: _tid, ...rest } = claims;
        return ring.sign(rest);
      }
    }
  }

  private claims(tenantId: string): JWTPayload {
    const iat = nowSeconds();
    return { aud: this.settings.clientId, iss: PLATFORM_ISSUER, iat, nbf: iat, exp: iat + LIFE_SECONDS, tid: tenantId };
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
