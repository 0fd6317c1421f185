import { DomainError } from '@app/platform';

/** Parts of a request that cannot be read, each with its name. */
export class InvalidRequest extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'http.invalid-request';

  constructor(parameters: readonly { name: string; reason: string }[]) {
    super(parameters.map(({ name, reason }) => `${name}: ${reason}`).join('; '), { parameters });
  }
}

/** Media hosts serve every tenant, so only the home tenant's operators order them about. */
export class HomeTenantOnly extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'admin.home-tenant-only';

  constructor() {
    super("Only callers of the recorder's home tenant may do this");
  }
}
