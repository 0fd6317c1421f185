import { DomainError } from '@app/platform';

/** A token of Teams that is genuine, for a tenant whose calls are not ours to take (protocol §11.2 step 7). */
export class TenantRefused extends DomainError {
  readonly kind = 'forbidden';
  readonly code: 'token.tenant-missing' | 'token.tenant-not-served';

  constructor(reason: 'missing' | 'not-served', tenantId?: string) {
    super(`The token's tenant was refused: ${reason}`, tenantId ? { tenantId } : {});
    this.code = `token.tenant-${reason}`;
  }
}
