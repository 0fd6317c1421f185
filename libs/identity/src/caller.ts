import { HomeTenantOnly } from './identity.errors.js';
import type { AppRole } from './roles.js';

/** Who asks, from a verified token. Ids only: what is not here cannot be logged by mistake. */
export interface Caller {
  /** Object id of the person or of the application's service principal; never a name. */
  readonly subject: string;
  /** Lower case. */
  readonly tenantId: string;
  /** A person through some client, or a program by itself. */
  readonly kind: 'delegated' | 'application';
  readonly roles: readonly AppRole[];
  /**
   * The only tenant whose sessions and policies this caller may see or change. Null: of every tenant, which is so for
   * callers of the home tenant, whose recorder it is.
   */
  readonly tenantScope: string | null;
}

/** @throws HomeTenantOnly */
export function requireHomeTenant({ tenantScope }: Caller): void {
  if (tenantScope !== null) throw new HomeTenantOnly();
}
