import { Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { AppTokens, Config, Log } from '@app/platform';
import { missingPermissions, type ConfiguredAction, type MissingPermission } from './permissions.js';

/** What a tenant's consent lacks; `missing` is null when there is no token to tell. */
export interface TenantPermissions {
  tenantId: string;
  missing: MissingPermission[] | null;
}

/** Compares what the served tenants have consented to with what the configured actions need (protocol §7.10). */
@Injectable()
export class PermissionCheck {
  constructor(
    private readonly config: Config,
    private readonly tokens: AppTokens,
    private readonly log: Log,
  ) {}

  /** Asks for every served tenant; with `*`, for the home tenant. Never rejects. */
  check(actions: readonly ConfiguredAction[]): Promise<TenantPermissions[]> {
    const { tenants } = this.config.calls;
    const served = tenants === '*' ? [this.config.entra.tenantId] : tenants;
    return Promise.all(served.map(async (tenantId) => ({ tenantId, missing: await this.missing(tenantId, actions) })));
  }

  /** The same, told in the log: one line for each permission that is missing. */
  async report(actions: readonly ConfiguredAction[]): Promise<TenantPermissions[]> {
    const tenants = await this.check(actions);
    for (const { tenantId, missing } of tenants) {
      if (missing === null) this.log.warn('Graph permissions unknown: no token of this tenant', { tenantId });
      for (const { least, higher, verb, action } of missing ?? []) {
        const instead = higher.length > 0 ? `, or ${higher.join(', ')}` : '';
        this.log.warn(`Graph permission missing: ${least}${instead}, for ${verb}`, {
          tenantId,
          permission: least,
          instead: higher,
          verb,
          action,
        });
      }
    }
    return tenants;
  }

  private async missing(tenantId: string, actions: readonly ConfiguredAction[]): Promise<MissingPermission[] | null> {
    try {
      const { roles } = decodeJwt(await this.tokens.get(this.config.graph.url, tenantId));
      const granted = Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
      return missingPermissions(granted, actions);
    } catch {
      // No token, or one that is not for us to read: whoever fetched it has told why.
      return null;
    }
  }
}
