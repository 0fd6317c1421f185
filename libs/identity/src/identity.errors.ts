import { DomainError } from '@app/platform';
import type { AppRole } from './roles.js';

/** The signature is good, but this is no access token that tells who asks. */
export class TokenUnfit extends DomainError {
  readonly kind = 'unauthorized';
  readonly code = 'token.unfit';

  constructor(reason: string) {
    super(`The token does not fit: ${reason}`);
  }
}

export class TenantNotServed extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'identity.tenant-not-served';

  constructor(tenantId: string) {
    super('This recorder does not serve the tenant of the token', { tenantId });
  }
}

export class RoleMissing extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'identity.role-missing';

  constructor(role: AppRole) {
    super(`This route asks for the app role ${role}`, { role });
  }
}

/** A route that says neither which role it asks for nor that it asks for none stays shut. */
export class RouteClosed extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'identity.route-closed';

  constructor() {
    super('Nobody may use this route');
  }
}

/** What serves every tenant is the home tenant's to see and to order about. */
export class HomeTenantOnly extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'identity.home-tenant-only';

  constructor() {
    super("Only callers of the recorder's home tenant may do this");
  }
}
