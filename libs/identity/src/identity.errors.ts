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

/** What cannot be put on record is not done and not shown. */
export class AuditUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'identity.audit-unavailable';

  constructor(cause: unknown) {
    super('The audit trail cannot be written now');
    this.cause = cause;
  }
}

export class TooManyRequests extends DomainError {
  readonly kind = 'tooMany';
  readonly code = 'identity.too-many-requests';

  constructor(most: number, seconds: number) {
    super(`No more than ${most} requests in ${seconds} seconds are taken`, { most, seconds });
  }
}

export class IdempotencyKeyUnfit extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'identity.idempotency-key-unfit';

  constructor() {
    super('Idempotency-Key must be 1 to 255 visible ASCII characters');
  }
}

/** The key stands for another request of this caller. */
export class IdempotencyKeyReused extends DomainError {
  readonly kind = 'unprocessable';
  readonly code = 'identity.idempotency-key-reused';

  constructor() {
    super('The Idempotency-Key was used for another request');
  }
}

/** The same request is being carried out at this moment. */
export class RequestUnderWay extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'identity.request-under-way';

  constructor() {
    super('The request with this Idempotency-Key is under way');
  }
}
