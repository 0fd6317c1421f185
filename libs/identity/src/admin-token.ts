import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import { bearerToken, type Config, type OpenIdKeys } from '@app/platform';
import type { Caller } from './caller.js';
import { TenantNotServed, TokenUnfit } from './identity.errors.js';
import { knownRoles } from './roles.js';

/** Reads the Entra access tokens of people, tools and media hosts (Microsoft: access token claims reference). */
export class AdminToken implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly keys: OpenIdKeys,
    private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.keys.start();
  }

  onApplicationShutdown(): void {
    this.keys.stop();
  }

  /**
   * Who sent a request with these headers, as Node's `rawHeaders` has them.
   * @throws TokenRefused, TokenUnfit (401), TenantNotServed (403)
   */
  async caller(rawHeaders: readonly string[]): Promise<Caller> {
    const { issuers, audiences } = this.config.admin;
    return this.callerOf(await this.keys.verify(bearerToken(rawHeaders), { issuers, audiences }));
  }

  private callerOf(claims: JWTPayload): Caller {
    const tenantId = text(claims.tid)?.toLowerCase();
    if (tenantId === undefined) throw new TokenUnfit('it names no tenant');
    // One key signs for every tenant of Entra: the tenant must be the one that issued the token.
    if (!claims.iss?.toLowerCase().split('/').includes(tenantId)) throw new TokenUnfit('its tenant did not issue it');
    // An ID token has the same audience and roles, but was made for a client to read, and names no client.
    if (text(claims.azp) === undefined && text(claims.appid) === undefined) throw new TokenUnfit('it names no client');
    const subject = text(claims.oid) ?? text(claims.sub);
    if (subject === undefined) throw new TokenUnfit('it names no subject');

    const home = this.config.entra.tenantId;
    const { tenants } = this.config.calls;
    if (tenantId !== home && tenants !== '*' && !tenants.includes(tenantId)) throw new TenantNotServed(tenantId);
    return {
      subject,
      tenantId,
      // Scopes are given to a client that acts for a person; a program by itself has roles only.
      kind: text(claims.scp) === undefined ? 'application' : 'delegated',
      roles: knownRoles(claims.roles),
      tenantScope: tenantId === home ? null : tenantId,
    };
  }
}

function text(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}
